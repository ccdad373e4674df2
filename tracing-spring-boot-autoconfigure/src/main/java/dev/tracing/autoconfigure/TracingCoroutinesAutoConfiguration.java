package dev.tracing.autoconfigure;

import dev.tracing.coroutines.CallerContext;
import dev.tracing.coroutines.FlowSpanLifecycle;
import dev.tracing.coroutines.JobSpanLifecycle;
import dev.tracing.coroutines.PublishedSuspendingCalls;
import dev.tracing.coroutines.ReactorCallerContext;
import dev.tracing.coroutines.SuspendingCalls;
import dev.tracing.reactor.ReactiveSpanLifecycle;
import dev.tracing.reactor.SubscriberContexts;
import io.micrometer.observation.ObservationRegistry;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.reactor.ReactorContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of spans of Kotlin's suspending functions, flows and jobs.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@ConditionalOnClass(Job.class)
public final class TracingCoroutinesAutoConfiguration {

	@Bean
	FlowSpanLifecycle tracingFlowSpanLifecycle(CallerContext callers) {
		return new FlowSpanLifecycle(callers);
	}

	@Bean
	JobSpanLifecycle tracingJobSpanLifecycle() {
		return new JobSpanLifecycle();
	}

	/**
	 * With {@code kotlinx-coroutines-reactor}, by which Spring AOP decides too.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ReactorContext.class)
	static class WithReactorConfiguration {

		private final SubscriberContexts subscribers;

		WithReactorConfiguration(ObjectProvider<ObservationRegistry> observations) {
			this.subscribers = new SubscriberContexts(observations.getIfAvailable(() -> ObservationRegistry.NOOP));
		}

		@Bean
		ReactorCallerContext tracingCallerContext() {
			return new ReactorCallerContext(this.subscribers);
		}

		@Bean
		PublishedSuspendingCalls tracingSuspendingCalls(ReactiveSpanLifecycle lifecycle, CallerContext callers) {
			return new PublishedSuspendingCalls(lifecycle, callers, this.subscribers);
		}

	}

	/**
	 * Without it, Spring AOP makes calls of suspending functions like any others.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("kotlinx.coroutines.reactor.ReactorContext")
	static class WithoutReactorConfiguration {

		@Bean
		CallerContext tracingCallerContext() {
			return CallerContext.withoutReactor();
		}

		@Bean
		SuspendingCalls tracingSuspendingCalls(CallerContext callers) {
			return new SuspendingCalls(callers);
		}

	}

}
