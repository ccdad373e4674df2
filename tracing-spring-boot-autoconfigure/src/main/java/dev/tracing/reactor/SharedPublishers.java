package dev.tracing.reactor;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.observation.ObservationRegistry;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * Has each subscriber of {@code share()}, {@code cache()} and the like get its signals in
 * its own context, until this is closed. They come to all subscribers on the thread of
 * one, which holds what the first of them held: what another does with them would be
 * below the first one's span. Reactor restores thread-locals for the subscribers of
 * sinks, but not for these.
 *
 * @since 0.1.0
 */
public final class SharedPublishers implements AutoCloseable {

	/**
	 * The classes of such publishers, which are Reactor's own and have no common type.
	 */
	private static final Set<String> SHARED = Stream
		.of("FluxRefCount", "FluxRefCountGrace", "FluxAutoConnect", "FluxAutoConnectFuseable", "MonoCacheTime",
				"MonoCacheInvalidateIf", "MonoCacheInvalidateWhen")
		.map((name) -> Mono.class.getPackageName() + "." + name)
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * Asked for each operator of each pipeline that is put together. Kept by the classes
	 * of the publishers, and therefore without anything of ours.
	 */
	private static final ClassValue<Boolean> IS_SHARED = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return SHARED.contains(type.getName());
		}

	};

	private final String key = SharedPublishers.class.getName() + "@" + System.identityHashCode(this);

	private final Supplier<ObservationRegistry> observations;

	private SharedPublishers(Supplier<ObservationRegistry> observations) {
		this.observations = observations;
	}

	/**
	 * Sees to all publishers that are made from now on, in the whole JVM.
	 * @param observations the registry of the observations that are carried, asked when
	 * somebody subscribes
	 * @return to be closed with the application
	 */
	public static SharedPublishers restore(Supplier<ObservationRegistry> observations) {
		SharedPublishers restoring = new SharedPublishers(observations);
		Hooks.onEachOperator(restoring.key, restoring::restoring);
		return restoring;
	}

	/**
	 * Sees to no more publishers.
	 */
	@Override
	public void close() {
		Hooks.resetOnEachOperator(this.key);
	}

	private Publisher<Object> restoring(Publisher<Object> publisher) {
		if (!IS_SHARED.get(publisher.getClass())) {
			return publisher;
		}
		return (publisher instanceof Mono<Object> mono) ? new SharedMono<>(mono, this.observations)
				: new SharedFlux<>((Flux<Object>) publisher, this.observations);
	}

}
