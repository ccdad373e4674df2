package dev.tracing.reactor;

import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/**
 * A {@link Flux} that several subscribers share.
 */
final class SharedFlux<T> extends FluxOperator<T, T> {

	private final Supplier<ObservationRegistry> observations;

	SharedFlux(Flux<? extends T> source, Supplier<ObservationRegistry> observations) {
		super(source);
		this.observations = observations;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		this.source.subscribe(SharingSubscriber.of(actual, this.observations.get()));
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
