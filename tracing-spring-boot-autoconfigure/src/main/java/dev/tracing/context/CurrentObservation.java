package dev.tracing.context;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

/**
 * The observation that is current on a thread, as far as it matters to the tree: one that
 * holds a span, and so made a context current when its scope was opened.
 */
final class CurrentObservation {

	/**
	 * What is current belongs to the thread and not to a registry, so that any registry
	 * can tell.
	 */
	private static final ObservationRegistry ANY_REGISTRY = ObservationRegistry.create();

	private CurrentObservation() {
	}

	/**
	 * The current observation of this thread.
	 * @return the observation, or null if none is current or the current one holds no
	 * span
	 */
	static @Nullable Observation get() {
		return withSpan(ANY_REGISTRY.getCurrentObservation());
	}

	/**
	 * The observation, if it holds a span. One that was disabled, or that only stands for
	 * the absence of observations, holds none.
	 */
	static @Nullable Observation withSpan(@Nullable Observation observation) {
		if (observation == null) {
			return null;
		}
		TracingContext tracing = observation.getContextView().get(TracingContext.class);
		return (tracing != null && tracing.getSpan() != null) ? observation : null;
	}

}
