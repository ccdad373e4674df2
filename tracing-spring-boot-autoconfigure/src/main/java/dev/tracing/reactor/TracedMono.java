package dev.tracing.reactor;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/**
 * A {@link Mono} each subscription to which is a span. The span ends with the value, for
 * a {@code Mono} that has given it is done; whoever waits for it may go on before the
 * completion is signalled.
 */
final class TracedMono<T> extends MonoOperator<T, T> {

	private final SpanPerSubscription spans;

	TracedMono(Mono<? extends T> source, SpanPerSubscription spans) {
		super(source);
		this.spans = spans;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		this.spans.subscribe(this.source, actual, true);
	}

	@Override
	@SuppressWarnings("rawtypes")
	public @Nullable Object scanUnsafe(Attr key) {
		return (key == Attr.RUN_STYLE) ? Attr.RunStyle.SYNC : NativeOperator.answer(super.scanUnsafe(key));
	}

}
