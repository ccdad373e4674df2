package dev.tracing.aspects;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadPoolExecutor;

import dev.tracing.context.TaskPropagation;
import dev.tracing.context.WrappedTask;

/**
 * Shows the application its own tasks wherever an executor gives them back or is asked
 * for them, so that code which knows their classes goes on to work.
 *
 * @since 0.1.0
 */
@SuppressWarnings({ "rawtypes", "unchecked" })
public aspect SubmittedTaskAspect {

	List<Runnable> around() : ApplicationCode.here() && call(List ExecutorService+.shutdownNow()) {
		List<Runnable> tasks = proceed();
		if (tasks == null || tasks.stream().noneMatch(WrappedTask.class::isInstance)) {
			return tasks;
		}
		List<Runnable> originals = new ArrayList<>(tasks);
		originals.replaceAll(SubmittedTaskAspect::original);
		return originals;
	}

	boolean around(ThreadPoolExecutor pool, Runnable task) : ApplicationCode.here() && target(pool) && args(task)
			&& call(boolean ThreadPoolExecutor+.remove(Runnable)) {
		return proceed(pool, task) || proceed(pool, submitted(pool, task));
	}

	void around(Runnable task) : ApplicationCode.here() && args(*, task)
			&& execution(void ThreadPoolExecutor+.beforeExecute(Thread, Runnable)) {
		proceed(original(task));
	}

	void around(Runnable task) : ApplicationCode.here() && args(task, *)
			&& execution(void ThreadPoolExecutor+.afterExecute(Runnable, Throwable)) {
		proceed(original(task));
	}

	// what makes futures of its own may look at the task; such a future carries nothing

	Object around(Runnable task) : ApplicationCode.here() && args(task, *)
			&& execution(RunnableFuture+ AbstractExecutorService+.newTaskFor(Runnable, *)) {
		return proceed(original(task));
	}

	Object around(Callable task) : ApplicationCode.here() && args(task)
			&& execution(RunnableFuture+ AbstractExecutorService+.newTaskFor(Callable)) {
		return proceed((task instanceof WrappedTask wrapped) ? (Callable) wrapped.unwrap() : task);
	}

	void around(Runnable task) : ApplicationCode.here() && args(.., task, ThreadPoolExecutor)
			&& (execution(void RejectedExecutionHandler+.rejectedExecution(Runnable, ThreadPoolExecutor))
				|| execution(void *.lambda$*(.., Runnable, ThreadPoolExecutor))) {
		proceed(original(task));
	}

	/**
	 * A handler of rejected tasks is called by the code that submits them, and may put
	 * them into the queue nevertheless.
	 */
	Object around(Object task) : ApplicationCode.here() && args(task, ..)
			&& (withincode(void RejectedExecutionHandler+.rejectedExecution(Runnable, ThreadPoolExecutor))
				|| withincode(void *.lambda$*(.., Runnable, ThreadPoolExecutor)))
			&& (call(* Queue+.add(*)) || call(* Queue+.offer(*, ..)) || call(* Queue+.put(*))) {
		TaskPropagation propagation = HandOffs.active();
		return proceed((propagation != null && task instanceof Runnable run) ? propagation.wrap(run) : task);
	}

	private static Runnable submitted(ThreadPoolExecutor pool, Runnable task) {
		for (Runnable waiting : pool.getQueue()) {
			if (waiting instanceof WrappedTask wrapped && wrapped.unwrap().equals(task)) {
				return waiting;
			}
		}
		return task;
	}

	private static Runnable original(Runnable task) {
		return (task instanceof WrappedTask wrapped && wrapped.unwrap() instanceof Runnable original) ? original : task;
	}

}
