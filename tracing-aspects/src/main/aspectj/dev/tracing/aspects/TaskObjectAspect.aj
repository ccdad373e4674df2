package dev.tracing.aspects;

import java.util.Collection;
import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Function;

import dev.tracing.context.HandOff;
import dev.tracing.context.TaskPropagation;
import io.opentelemetry.context.Scope;

/**
 * Has tasks that are objects of the application's own classes run with the context of the
 * code that forks, schedules or starts them: fork/join tasks, timer tasks, and threads.
 * Such an object cannot be wrapped, since others know it; it carries the context itself.
 * Recurring timer tasks begin with nothing at each run.
 *
 * @since 0.1.0
 */
@SuppressWarnings({ "rawtypes", "unchecked" })
public aspect TaskObjectAspect {

	declare parents : (ForkJoinTask+ || TimerTask+ || (Thread+ && !ForkJoinWorkerThread+)) && !java..* implements Carrier;

	// a task may be serialized, what it carries not
	private transient HandOff Carrier.carried;

	// that a class is a carrier need not be known yet where a call of it is woven

	before(Object task) : ApplicationCode.here() && call(* ForkJoinTask+.fork()) && target(task) {
		fork(task);
	}

	before(Object task) : ApplicationCode.here() && call(* ForkJoinPool+.*(ForkJoinTask)) && args(task) {
		fork(task);
	}

	before(Object first, Object second) : ApplicationCode.here()
			&& call(* ForkJoinTask+.invokeAll(ForkJoinTask, ForkJoinTask)) && args(first, second) {
		fork(first);
		fork(second);
	}

	before(Object[] tasks) : ApplicationCode.here() && call(* ForkJoinTask+.invokeAll(ForkJoinTask...))
			&& args(tasks) {
		for (Object task : tasks) {
			fork(task);
		}
	}

	before(Collection tasks) : ApplicationCode.here() && call(* ForkJoinTask+.invokeAll(Collection))
			&& args(tasks) {
		for (Object task : tasks) {
			fork(task);
		}
	}

	before(Object task) : ApplicationCode.here() && args(task, *)
			&& (call(void Timer+.schedule(TimerTask, long)) || call(void Timer+.schedule(TimerTask, Date))) {
		hand(task, TaskPropagation::capture);
	}

	before(Object task) : ApplicationCode.here() && args(task, *, *)
			&& call(void Timer+.schedule*(TimerTask, *, long)) {
		hand(task, TaskPropagation::captureForRecurring);
	}

	before(Object thread) : ApplicationCode.here() && call(void Thread+.start()) && target(thread) {
		hand(thread, TaskPropagation::captureForThread);
	}

	Object around(Carrier task) : this(task)
			&& (execution(* ForkJoinTask+.compute()) || execution(boolean ForkJoinTask+.exec())
				|| execution(void CountedCompleter+.onCompletion(CountedCompleter))
				|| execution(boolean CountedCompleter+.onExceptionalCompletion(Throwable, CountedCompleter))) {
		HandOff carried = task.carried;
		if (carried == null) {
			return proceed(task);
		}
		try (Scope scope = carried.attach()) {
			return proceed(task);
		}
	}

	void around(Carrier task) : this(task) && (execution(void TimerTask+.run()) || execution(void Thread+.run())) {
		HandOff carried = task.carried;
		if (carried == null) {
			proceed(task);
			return;
		}
		try (Scope scope = carried.open()) {
			proceed(task);
		}
	}

	private void fork(Object task) {
		hand(task, TaskPropagation::captureForFunction);
	}

	private static void hand(Object task, Function<TaskPropagation, HandOff> capture) {
		if (task instanceof Carrier carrier) {
			TaskPropagation propagation = HandOffs.active();
			carrier.carried = (propagation != null) ? capture.apply(propagation) : null;
		}
	}

	/**
	 * An object that carries what it is handed. The weaver lets the classes implement it.
	 */
	public interface Carrier {

	}

}
