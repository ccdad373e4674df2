package dev.tracing.test;

import dev.tracing.lifecycle.SpanLifecycle;
import dev.tracing.reactor.ReactiveSpanLifecycle;
import io.micrometer.observation.ObservationRegistry;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.ReactiveAdapterRegistry;

class ReactiveSpanLifecycleTests extends SpanLifecycleContract {

	@Override
	protected SpanLifecycle lifecycle() {
		return new ReactiveSpanLifecycle(ReactiveAdapterRegistry.getSharedInstance(), ObservationRegistry.NOOP);
	}

	@Override
	protected Class<?> declaredType() {
		return Mono.class;
	}

	@Override
	protected Work newWork() {
		return new MonoWork();
	}

	private static final class MonoWork implements Work {

		private final Sinks.One<String> sink = Sinks.one();

		private final Disposable.Swap subscription = Disposables.swap();

		private boolean cancelled;

		private final Mono<String> result = this.sink.asMono().doOnCancel(() -> this.cancelled = true);

		@Override
		public Object result() {
			return this.result;
		}

		@Override
		public void use(Object result) {
			this.subscription.update(((Mono<?>) result).onErrorComplete().subscribe());
		}

		@Override
		public void succeed() {
			this.sink.tryEmitValue("done");
		}

		@Override
		public void fail(RuntimeException failure) {
			this.sink.tryEmitError(failure);
		}

		@Override
		public void cancel(Object result) {
			this.subscription.dispose();
		}

		@Override
		public boolean isCancelled() {
			return this.cancelled;
		}

	}

}
