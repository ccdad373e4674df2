package dev.tracing.store;

/**
 * How far a trace in a {@link TraceRecorder} has come.
 *
 * @since 0.1.0
 */
public enum TraceState {

	/**
	 * A span is running.
	 */
	OPEN,

	/**
	 * All spans known have ended, and the trace has not been quiet for long enough to
	 * count as finished.
	 */
	SETTLING,

	/**
	 * The trace is finished. A span that comes late opens it again.
	 */
	DONE

}
