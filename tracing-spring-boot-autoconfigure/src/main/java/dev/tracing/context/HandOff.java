package dev.tracing.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Work on its way from the thread that submits it to the thread that runs it: what it is
 * to find there, and since when it has been waiting. Immutable; made by
 * {@link TaskPropagation}. A wrapped task is its own, which saves an object for each.
 *
 * @since 0.1.0
 */
public sealed class HandOff permits PropagatingRunnable, PropagatingCallable {

	private static final long NOT_SUBMITTED = 0;

	private static final HandOff RECURRING = new HandOff(Context.root(), CarriedValues.NONE, NOT_SUBMITTED);

	private final Context context;

	private final CarriedValues values;

	private final long submittedAt;

	HandOff(Context context, CarriedValues values) {
		// a nanosecond, to be told from work that was not submitted
		this(context, values, System.nanoTime() | 1);
	}

	/**
	 * The same as another.
	 */
	HandOff(HandOff other) {
		this(other.context, other.values, other.submittedAt);
	}

	private HandOff(Context context, CarriedValues values, long submittedAt) {
		this.context = context;
		this.values = values;
		this.submittedAt = submittedAt;
	}

	/**
	 * What each run of a recurring task is handed: nothing.
	 */
	static HandOff ofRecurring() {
		return RECURRING;
	}

	/**
	 * What a function is handed that is no task and waits in no queue.
	 */
	static HandOff ofFunction(Context context, CarriedValues values) {
		return new HandOff(context, values, NOT_SUBMITTED);
	}

	/**
	 * Makes current on this thread exactly what was handed over, and the task known as
	 * {@link RunningTask#current()}.
	 * @return a scope to be closed on this thread when the work is done, after which the
	 * thread holds what it did before
	 */
	public Scope open() {
		return new RunningHandOff(this);
	}

	/**
	 * Makes current on this thread exactly what was handed over, for a function that is
	 * part of whatever task runs it. Does nothing where it is current already.
	 * @return a scope to be closed on this thread when the function returns, after which
	 * the thread holds what it did before
	 */
	public Scope attach() {
		Context before = Context.current();
		if (before == this.context && this.values == CarriedValues.NONE) {
			return Scope.noop();
		}
		Scope scope = makeCurrent();
		return () -> ScopeClosing.close(scope, before);
	}

	/**
	 * Makes current what was handed over. An observation among the values makes its own
	 * context current, which is not all that was handed over.
	 */
	final Scope makeCurrent() {
		if (this.values == CarriedValues.NONE) {
			return this.context.makeCurrent();
		}
		Scope carried = this.values.makeCurrent();
		Scope scope = this.context.makeCurrent();
		return () -> {
			scope.close();
			carried.close();
		};
	}

	final Context context() {
		return this.context;
	}

	/**
	 * How long the work waited.
	 * @param startedAt when it was started
	 * @return nanoseconds, or -1 if it has not been submitted
	 */
	final long queueNanos(long startedAt) {
		return (this.submittedAt != NOT_SUBMITTED) ? Math.max(startedAt - this.submittedAt, 0) : -1;
	}

}
