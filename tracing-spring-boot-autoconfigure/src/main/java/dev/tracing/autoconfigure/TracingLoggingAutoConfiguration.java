package dev.tracing.autoconfigure;

import java.util.List;

import dev.tracing.context.BaggageMdcListener;
import dev.tracing.context.SpanMdcListener;
import io.micrometer.tracing.otel.bridge.Slf4JBaggageEventListener;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the ids in log lines, in the place of Spring Boot's, which leaves
 * those of the last span behind where a context without a span becomes current.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnTracing
@ConditionalOnClass(MDC.class)
public final class TracingLoggingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(Slf4JEventListener.class)
	SpanMdcListener tracingSpanMdcListener() {
		return new SpanMdcListener();
	}

	@Bean
	@ConditionalOnMissingBean(Slf4JBaggageEventListener.class)
	@ConditionalOnBooleanProperty(
			name = { "management.tracing.baggage.enabled", "management.tracing.baggage.correlation.enabled" },
			matchIfMissing = true)
	BaggageMdcListener tracingBaggageMdcListener(Environment environment) {
		return new BaggageMdcListener(correlationFields(environment));
	}

	/**
	 * The baggage entries that log lines shall have.
	 */
	static List<String> correlationFields(Environment environment) {
		boolean wanted = environment.getProperty("management.tracing.baggage.enabled", Boolean.class, true)
				&& environment.getProperty("management.tracing.baggage.correlation.enabled", Boolean.class, true);
		return wanted ? Binder.get(environment)
			.bind("management.tracing.baggage.correlation.fields", Bindable.listOf(String.class))
			.orElseGet(List::of) : List.of();
	}

}
