package dev.tracing.context;

import io.micrometer.observation.Observation;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * An OpenTelemetry context, together with the observation that was current when it was
 * taken. The observation tells later whether another one has become current since, of
 * which the context is then the newer. Immutable.
 *
 * @since 0.1.0
 */
public final class CapturedContext {

	/**
	 * The key of such a value in snapshots and in Reactor's context.
	 */
	public static final String KEY = "dev.tracing.context";

	private final Context context;

	private final @Nullable Observation observation;

	private CapturedContext(Context context, @Nullable Observation observation) {
		this.context = context;
		this.observation = observation;
	}

	/**
	 * Takes what is current on this thread.
	 * @return the current context and observation
	 */
	public static CapturedContext current() {
		return new CapturedContext(Context.current(), CurrentObservation.get());
	}

	/**
	 * Puts a context together with the observation that stands beside it under
	 * Micrometer's own key.
	 * @param context the context
	 * @param observation the observation, or null if there is none; one that holds no
	 * span counts as none
	 * @return both
	 */
	public static CapturedContext of(Context context, @Nullable Observation observation) {
		return new CapturedContext(context, CurrentObservation.withSpan(observation));
	}

	/**
	 * The context, which may be the root.
	 * @return the context
	 */
	public Context context() {
		return this.context;
	}

	/**
	 * Whether this is what a thread holds that holds nothing.
	 */
	boolean isNothing() {
		return this.observation == null && AgentContexts.isNothing(this.context);
	}

	/**
	 * Whether an observation that is now current, or stands beside this value, was not
	 * there when the context was taken, so that the observation's own context is the
	 * newer.
	 * @param current the observation, or null if there is none; one that holds no span
	 * counts as none
	 * @return whether the observation is the newer of the two
	 */
	public boolean isOlderThan(@Nullable Observation current) {
		return current != this.observation && CurrentObservation.withSpan(current) != null;
	}

	@Override
	public String toString() {
		return (this.observation != null) ? this.context + " under " + this.observation : this.context.toString();
	}

}
