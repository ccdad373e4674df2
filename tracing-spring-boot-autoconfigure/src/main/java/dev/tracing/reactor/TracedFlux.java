package dev.tracing.reactor;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/**
 * A {@link Flux} each subscription to which is a span.
 */
final class TracedFlux<T> extends FluxOperator<T, T> {

	private final SpanPerSubscription spans;

	TracedFlux(Flux<? extends T> source, SpanPerSubscription spans) {
		super(source);
		this.spans = spans;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		this.spans.subscribe(this.source, actual, false);
	}

	@Override
	public int getPrefetch() {
		return this.source.getPrefetch();
	}

	@Override
	@SuppressWarnings("rawtypes")
	public @Nullable Object scanUnsafe(Attr key) {
		return (key == Attr.RUN_STYLE) ? Attr.RunStyle.SYNC : NativeOperator.answer(super.scanUnsafe(key));
	}

}
