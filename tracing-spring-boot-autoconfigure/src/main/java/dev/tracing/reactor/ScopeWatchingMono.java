package dev.tracing.reactor;

import dev.tracing.context.LeakedScope;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/**
 * Work that runs on the thread that subscribes, as far as it does so at once. Tells of
 * the scopes that it forgot there.
 *
 * @param <T> the type of the value
 * @since 0.1.0
 */
public final class ScopeWatchingMono<T> extends MonoOperator<T, T> {

	/**
	 * Create it.
	 * @param source the work
	 */
	public ScopeWatchingMono(Mono<? extends T> source) {
		super(source);
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		Context before = Context.current();
		try {
			this.source.subscribe(actual);
		}
		finally {
			LeakedScope.tellIfAny(before);
		}
	}

	@Override
	@SuppressWarnings("rawtypes")
	public @Nullable Object scanUnsafe(Attr key) {
		return (key == Attr.RUN_STYLE) ? Attr.RunStyle.SYNC : NativeOperator.answer(super.scanUnsafe(key));
	}

}
