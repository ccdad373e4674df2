package dev.tracing.reactor;

import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What is current while one of several subscribers gets a signal that is for all of them.
 *
 * @param context the subscriber's context
 * @param observation the subscriber's observation, or null if it has none
 * @param observations what knows the current observation
 */
record SharerScope(Context context, @Nullable Observation observation, ObservationRegistry observations) {

	/**
	 * Makes the subscriber's context current on this thread.
	 * @return the scope, to be closed on this thread
	 */
	Scope open() {
		if (this.observations.getCurrentObservation() == this.observation) {
			return this.context.makeCurrent();
		}
		Observation.Scope observed = subscribersObservation().openScope();
		Scope scope = this.context.makeCurrent();
		return () -> {
			scope.close();
			observed.close();
		};
	}

	private Observation subscribersObservation() {
		return (this.observation != null) ? this.observation : new NullObservation(this.observations).start();
	}

}
