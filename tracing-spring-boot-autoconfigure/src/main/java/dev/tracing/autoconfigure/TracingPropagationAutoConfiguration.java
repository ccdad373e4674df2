package dev.tracing.autoconfigure;

import dev.tracing.context.ContextAccessorRegistration;
import dev.tracing.context.FaithfulCurrentTraceContext;
import io.micrometer.context.ContextRegistry;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what carries the context from one thread to another.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = { OpenTelemetryTracingAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
		TaskSchedulingAutoConfiguration.class })
@ConditionalOnTracing
public final class TracingPropagationAutoConfiguration {

	@Bean
	ContextAccessorRegistration tracingContextAccessorRegistration() {
		return ContextAccessorRegistration.in(ContextRegistry.getInstance());
	}

	@Bean
	@ConditionalOnMissingBean
	OtelCurrentTraceContext tracingCurrentTraceContext() {
		return new FaithfulCurrentTraceContext();
	}

}
