package dev.tracing.kafka;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Starts what polls for records with nothing: it goes on long after the code that has
 * started it.
 *
 * @param delegate the executor of the application
 */
record PollingTaskExecutor(AsyncTaskExecutor delegate) implements AsyncTaskExecutor {

	@Override
	public void execute(Runnable task) {
		try (Scope scope = Context.root().makeCurrent()) {
			this.delegate.execute(task);
		}
	}

	@Override
	public Future<?> submit(Runnable task) {
		try (Scope scope = Context.root().makeCurrent()) {
			return this.delegate.submit(task);
		}
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		try (Scope scope = Context.root().makeCurrent()) {
			return this.delegate.submit(task);
		}
	}

	@Override
	public CompletableFuture<Void> submitCompletable(Runnable task) {
		try (Scope scope = Context.root().makeCurrent()) {
			return this.delegate.submitCompletable(task);
		}
	}

	@Override
	public <T> CompletableFuture<T> submitCompletable(Callable<T> task) {
		try (Scope scope = Context.root().makeCurrent()) {
			return this.delegate.submitCompletable(task);
		}
	}

}
