package dev.tracing.test;

import java.util.concurrent.CompletableFuture;

import dev.tracing.lifecycle.FutureSpanLifecycle;
import dev.tracing.lifecycle.SpanLifecycle;

class FutureSpanLifecycleTests extends SpanLifecycleContract {

	@Override
	protected SpanLifecycle lifecycle() {
		return new FutureSpanLifecycle();
	}

	@Override
	protected Class<?> declaredType() {
		return CompletableFuture.class;
	}

	@Override
	protected Work newWork() {
		return new FutureWork(new CompletableFuture<>());
	}

	private record FutureWork(CompletableFuture<String> result) implements Work {

		@Override
		public void succeed() {
			this.result.complete("done");
		}

		@Override
		public void fail(RuntimeException failure) {
			this.result.completeExceptionally(failure);
		}

		@Override
		public void cancel(Object result) {
			((CompletableFuture<?>) result).cancel(true);
		}

		@Override
		public boolean isCancelled() {
			return this.result.isCancelled();
		}

	}

}
