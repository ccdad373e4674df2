package dev.tracing.reactor;

import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What is current while a subscriber gets a signal: what was so when it subscribed.
 *
 * @param context the subscriber's context
 * @param observation the subscriber's observation, or null if it has none
 * @param standIn the observation that stands for the span of the source, or null if there
 * is none
 */
record SubscriberScope(Context context, @Nullable Observation observation, @Nullable Observation standIn) {

	/**
	 * Makes the subscriber's context current on this thread.
	 * @return the scope, to be closed on this thread
	 */
	Scope open() {
		if (this.standIn == null || this.standIn != this.standIn.getObservationRegistry().getCurrentObservation()) {
			return this.context.makeCurrent();
		}
		// Reactor has restored the source's thread-locals here, our observation among
		// them, and does not undo that for an operator that it takes for one of its own
		Observation.Scope observed = subscribersObservation(this.standIn).openScope();
		Scope scope = this.context.makeCurrent();
		return () -> {
			scope.close();
			observed.close();
		};
	}

	private Observation subscribersObservation(Observation standIn) {
		return (this.observation != null) ? this.observation
				: new NullObservation(standIn.getObservationRegistry()).start();
	}

}
