package dev.tracing.trace;

import java.util.List;

/**
 * A piece of a critical path: for so long, what had to happen for the root to end was in
 * this span.
 *
 * @param node the span
 * @param startNanos when the piece begins, in nanoseconds since the trace's start
 * @param endNanos when it ends, later than it begins
 * @param why how the span comes to be on the path, or what else the time is
 * @param candidates what a task that was {@linkplain Reason#IDLE idle} may have been
 * waiting for, though nothing says so: spans of other tasks that ended meanwhile, the
 * latest first, {@value #MAX_CANDIDATES} at most. Empty for other reasons
 * @since 0.1.0
 */
public record CriticalSegment(TraceNode node, long startNanos, long endNanos, Reason why, List<TraceNode> candidates) {

	/**
	 * How many candidates a piece has at most.
	 */
	public static final int MAX_CANDIDATES = 5;

	/**
	 * Create a piece.
	 */
	public CriticalSegment {
		candidates = List.copyOf(candidates);
	}

	/**
	 * How long the piece is.
	 * @return nanoseconds
	 */
	public long durationNanos() {
		return this.endNanos - this.startNanos;
	}

	/**
	 * What puts a piece on the path.
	 */
	public enum Reason {

		/**
		 * The span is the root of the path.
		 */
		SELF,

		/**
		 * The span was the last that its parent can have waited for, before the end or
		 * before what came next on the parent's own thread.
		 */
		LAST,

		/**
		 * The span came before the next one in the same task.
		 */
		ORDER,

		/**
		 * The span held the thread that the task of the next one was waiting for.
		 */
		QUEUED,

		/**
		 * The span was the last that its parent can have waited for before it submitted
		 * the task of the next one.
		 */
		SUBMIT,

		/**
		 * The span was the last to end before the next one started. Nothing is known of
		 * what that one waited for.
		 */
		INFERRED,

		/**
		 * No span of its own: the task of the next one was running, before that one or
		 * between two, whether it worked or waited. The node is the parent of the spans.
		 */
		IDLE,

		/**
		 * No span of its own: the task of the next one was waiting for a thread. The node
		 * is the parent of that one.
		 */
		QUEUE

	}

}
