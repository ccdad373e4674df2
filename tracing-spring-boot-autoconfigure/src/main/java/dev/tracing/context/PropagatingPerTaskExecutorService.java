package dev.tracing.context;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.opentelemetry.context.Scope;

/**
 * The JDK's executor that makes a thread for each task, whose threads have what the task
 * is handed and do not inherit it as well.
 */
final class PropagatingPerTaskExecutorService extends PropagatingExecutorService<ExecutorService> {

	private static final String PER_TASK = "java.util.concurrent.ThreadPerTaskExecutor";

	PropagatingPerTaskExecutorService(ExecutorService executor, TaskPropagation propagation) {
		super(executor, propagation);
	}

	static boolean isFor(ExecutorService executor) {
		return executor.getClass().getName().equals(PER_TASK);
	}

	@Override
	public void execute(Runnable task) {
		try (Scope making = PerTaskThreads.making()) {
			super.execute(task);
		}
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		try (Scope making = PerTaskThreads.making()) {
			return super.submit(task);
		}
	}

	@Override
	public <T> Future<T> submit(Runnable task, T result) {
		try (Scope making = PerTaskThreads.making()) {
			return super.submit(task, result);
		}
	}

	@Override
	public Future<?> submit(Runnable task) {
		try (Scope making = PerTaskThreads.making()) {
			return super.submit(task);
		}
	}

	@Override
	public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
		try (Scope making = PerTaskThreads.making()) {
			return super.invokeAll(tasks);
		}
	}

	@Override
	public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
			throws InterruptedException {
		try (Scope making = PerTaskThreads.making()) {
			return super.invokeAll(tasks, timeout, unit);
		}
	}

	@Override
	public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
		try (Scope making = PerTaskThreads.making()) {
			return super.invokeAny(tasks);
		}
	}

	@Override
	public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		try (Scope making = PerTaskThreads.making()) {
			return super.invokeAny(tasks, timeout, unit);
		}
	}

}
