package dev.tracing.aspects;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ScheduledExecutorService;

import dev.tracing.context.ExecutorInstrumentation;
import dev.tracing.context.TaskPropagation;

import org.springframework.scheduling.TaskScheduler;

/**
 * Has tasks run with the context of the code that gives them to an executor, whatever
 * executor that is. Recurring tasks begin with nothing at each run.
 *
 * @since 0.1.0
 */
@SuppressWarnings({ "rawtypes", "unchecked" })
public aspect ExecutorAspect {

	void around(Executor executor, Runnable task) : ApplicationCode.here()
			&& call(void Executor+.execute(Runnable)) && target(executor) && args(task) {
		proceed(executor, ExecutorInstrumentation.comparesTasks(executor) ? task : wrapped(task));
	}

	Object around(Runnable task) : ApplicationCode.here() && args(task, ..)
			&& (call(* Executor+.submit*(Runnable, ..)) || call(* CompletionService+.submit(Runnable, ..))
				|| call(* ScheduledExecutorService+.schedule(Runnable, ..))
				|| call(* TaskScheduler+.schedule(Runnable, Instant)) || call(* ForkJoinTask+.adapt*(Runnable, ..))) {
		return proceed(wrapped(task));
	}

	Object around(Callable task) : ApplicationCode.here() && args(task, ..)
			&& (call(* Executor+.submit*(Callable, ..)) || call(* CompletionService+.submit(Callable, ..))
				|| call(* ScheduledExecutorService+.schedule(Callable, ..))
				|| call(* ForkJoinTask+.adapt*(Callable))) {
		return proceed(wrapped(task));
	}

	Object around(Collection tasks) : ApplicationCode.here() && args(tasks, ..)
			&& (call(* ExecutorService+.invokeAll*(Collection, ..)) || call(* ExecutorService+.invokeAny(Collection, ..))) {
		return proceed(wrapped(tasks));
	}

	Object around(Runnable task) : ApplicationCode.here() && args(task, ..)
			&& (call(* ScheduledExecutorService+.scheduleAtFixedRate(Runnable, ..))
				|| call(* ScheduledExecutorService+.scheduleWithFixedDelay(Runnable, ..))) {
		return proceed(wrappedRecurring(task));
	}

	// null is for the executor to refuse

	private Runnable wrapped(Runnable task) {
		TaskPropagation propagation = HandOffs.active();
		return (propagation != null && task != null) ? propagation.wrap(task) : task;
	}

	private Runnable wrappedRecurring(Runnable task) {
		TaskPropagation propagation = HandOffs.active();
		return (propagation != null && task != null) ? propagation.wrapRecurring(task) : task;
	}

	private Callable wrapped(Callable task) {
		TaskPropagation propagation = HandOffs.active();
		return (propagation != null && task != null) ? propagation.wrap(task) : task;
	}

	private Collection wrapped(Collection tasks) {
		if (HandOffs.active() == null || tasks == null) {
			return tasks;
		}
		List<Callable<?>> wrapped = new ArrayList<>(tasks.size());
		for (Object task : tasks) {
			wrapped.add(wrapped((Callable) task));
		}
		return wrapped;
	}

}
