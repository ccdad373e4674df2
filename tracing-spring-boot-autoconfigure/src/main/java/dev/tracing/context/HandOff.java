package dev.tracing.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Work on its way from the thread that submits it to the thread that runs it: what it is
 * to find there, and since when it has been waiting. Immutable; made by
 * {@link TaskPropagation}.
 *
 * @since 0.1.0
 */
public final class HandOff {

	private static final HandOff RECURRING = new HandOff(Context.root(), CarriedValues.NONE, false);

	private final Context context;

	private final CarriedValues values;

	private final boolean submitted;

	private final long submittedAt;

	HandOff(Context context, CarriedValues values) {
		this(context, values, true);
	}

	private HandOff(Context context, CarriedValues values, boolean submitted) {
		this.context = context;
		this.values = values;
		this.submitted = submitted;
		this.submittedAt = submitted ? System.nanoTime() : 0;
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
		return new HandOff(context, values, false);
	}

	/**
	 * Makes current on this thread exactly what was handed over, and the task known as
	 * {@link RunningTask#current()}.
	 * @return a scope to be closed on this thread when the work is done, after which the
	 * thread holds what it did before
	 */
	public Scope open() {
		long startedAt = System.nanoTime();
		return new RunningHandOff(this.context, this.values, startedAt,
				this.submitted ? startedAt - this.submittedAt : -1);
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
		Scope carried = this.values.makeCurrent();
		Scope scope = this.context.makeCurrent();
		return () -> {
			scope.close();
			ScopeClosing.close(carried, before);
		};
	}

}
