package dev.tracing.context;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * An {@link AsyncTaskExecutor} whose tasks run with the context of their submitter.
 */
final class PropagatingAsyncTaskExecutor extends PropagatingExecutor<AsyncTaskExecutor> implements AsyncTaskExecutor {

	PropagatingAsyncTaskExecutor(AsyncTaskExecutor executor, TaskPropagation propagation) {
		super(executor, propagation);
	}

	@Override
	@Deprecated(since = "5.3.16")
	@SuppressWarnings("deprecation")
	public void execute(Runnable task, long startTimeout) {
		this.executor.execute(this.propagation.wrap(task), startTimeout);
	}

	@Override
	public Future<?> submit(Runnable task) {
		return this.executor.submit(this.propagation.wrap(task));
	}

	@Override
	public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
		return this.executor.submit(this.propagation.wrap(task));
	}

	@Override
	public CompletableFuture<Void> submitCompletable(Runnable task) {
		return this.executor.submitCompletable(this.propagation.wrap(task));
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> submitCompletable(Callable<T> task) {
		return this.executor.submitCompletable(this.propagation.wrap(task));
	}

}
