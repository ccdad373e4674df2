package dev.tracing.store;

import dev.tracing.trace.Trace;

/**
 * Is told of finished traces by a {@link TraceRecorder}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TraceListener {

	/**
	 * A trace is finished: none of its spans known is running, and none started or ended
	 * for a while. Called on the recorder's own thread, one trace after the other; a slow
	 * listener delays the others and in the end makes the recorder drop spans. What it
	 * throws is logged and has no further effect.
	 * @param trace the trace, as a whole. Spans may still be running in it if the
	 * recorder was closed, or gave up waiting for them
	 * @param again whether this trace was told before and has changed since: a span came
	 * late. The trace takes the place of what was told before
	 */
	void finished(Trace trace, boolean again);

}
