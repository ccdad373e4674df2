package dev.tracing.context;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A submitted task while it runs, as the code that it runs can see it.
 *
 * @since 0.1.0
 */
public sealed interface RunningTask permits RunningHandOff {

	/**
	 * The task that this thread runs, the innermost if it runs one inside another.
	 * @return the task, or null if the thread runs none that was submitted in a way known
	 * to us
	 */
	static @Nullable RunningTask current() {
		return RunningHandOff.current();
	}

	/**
	 * Tells this run of the task from all others, within a process. Random, like the id
	 * of a span, and small enough for a number in JavaScript. Called on the thread that
	 * runs the task.
	 * @return the id
	 */
	long id();

	/**
	 * How long the task waited.
	 * @return the nanoseconds from its submission to its start, or -1 for a run of a
	 * recurring task, which has not been submitted
	 */
	long queueNanos();

	/**
	 * For how long the task has been running.
	 * @return nanoseconds
	 */
	long runNanos();

	/**
	 * Whether a span would be one of the outermost of the task: a child of the span that
	 * was current where the task was submitted, or a root if there was none.
	 * @param parent the parent context of the span
	 * @return whether nothing in the task is around the span
	 */
	boolean isOutermost(Context parent);

}
