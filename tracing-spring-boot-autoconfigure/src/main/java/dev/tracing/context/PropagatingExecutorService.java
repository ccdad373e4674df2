package dev.tracing.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.util.ReflectionUtils;

/**
 * An {@link ExecutorService} whose tasks run with the context of their submitter. Its
 * life cycle is the one of the service that runs the tasks.
 *
 * @param <E> the type of the service that runs the tasks
 */
class PropagatingExecutorService<E extends ExecutorService> extends PropagatingExecutor<E> implements ExecutorService {

	PropagatingExecutorService(E executor, TaskPropagation propagation) {
		super(executor, propagation);
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		return this.executor.submit(this.propagation.wrap(task));
	}

	@Override
	public <T> Future<T> submit(Runnable task, T result) {
		return this.executor.submit(this.propagation.wrap(task), result);
	}

	@Override
	public Future<?> submit(Runnable task) {
		return this.executor.submit(this.propagation.wrap(task));
	}

	@Override
	public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
		return this.executor.invokeAll(wrapAll(tasks));
	}

	@Override
	public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
			throws InterruptedException {
		return this.executor.invokeAll(wrapAll(tasks), timeout, unit);
	}

	@Override
	public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
		return this.executor.invokeAny(wrapAll(tasks));
	}

	@Override
	public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		return this.executor.invokeAny(wrapAll(tasks), timeout, unit);
	}

	@Override
	public void shutdown() {
		this.executor.shutdown();
	}

	/**
	 * Shuts down the service that runs the tasks.
	 * @return the tasks that have not been started, as they were submitted
	 */
	@Override
	public List<Runnable> shutdownNow() {
		List<Runnable> tasks = new ArrayList<>(this.executor.shutdownNow());
		tasks.replaceAll(PropagatingExecutorService::unwrap);
		return tasks;
	}

	@Override
	public boolean isShutdown() {
		return this.executor.isShutdown();
	}

	@Override
	public boolean isTerminated() {
		return this.executor.isTerminated();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.executor.awaitTermination(timeout, unit);
	}

	/**
	 * Closes the service that runs the tasks, in its own way: that of the common pool,
	 * say, is to do nothing. Part of the interface since JDK 19.
	 */
	public void close() {
		if (!(this.executor instanceof AutoCloseable closeable)) {
			shutdown();
			return;
		}
		try {
			closeable.close();
		}
		catch (Exception ex) {
			ReflectionUtils.rethrowRuntimeException(ex);
		}
	}

	private <T> List<Callable<T>> wrapAll(Collection<? extends Callable<T>> tasks) {
		List<Callable<T>> wrapped = new ArrayList<>(tasks.size());
		for (Callable<T> task : tasks) {
			wrapped.add(this.propagation.wrap(task));
		}
		return wrapped;
	}

	private static Runnable unwrap(Runnable task) {
		return (task instanceof PropagatingRunnable wrapped) ? wrapped.unwrap() : task;
	}

}
