package dev.tracing.autoconfigure;

import java.util.List;
import java.util.Set;

import dev.tracing.logging.LogCorrelation;
import io.micrometer.tracing.otel.bridge.Slf4JBaggageEventListener;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Auto-configuration of ids that are read when a log line is written, in the place of
 * what writes them into the MDC at each scope. Where the application has listeners of its
 * own that write into the MDC, it is left to them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = { TracingLoggingAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class })
@ConditionalOnTracing
@ConditionalOnBooleanProperty("tracing.logging.lazy")
@ConditionalOnClass(MDC.class)
@ConditionalOnMissingBean({ Slf4JEventListener.class, Slf4JBaggageEventListener.class })
@Conditional(TracingLazyLoggingAutoConfiguration.OnKnownLoggingSystem.class)
public final class TracingLazyLoggingAutoConfiguration {

	/**
	 * The names of the listeners that do nothing.
	 */
	static final Set<String> SILENT_LISTENERS = Set.of("tracingNoSpanMdcListener", "tracingNoBaggageMdcListener");

	@Bean
	@Lazy(false)
	LogCorrelation tracingLogCorrelation(Environment environment) {
		return LogCorrelation.open(TracingLoggingAutoConfiguration.correlationFields(environment));
	}

	@Bean
	Slf4JEventListener tracingNoSpanMdcListener() {
		return new Slf4JEventListener() {

			@Override
			public void onEvent(Object event) {
			}

		};
	}

	@Bean
	Slf4JBaggageEventListener tracingNoBaggageMdcListener() {
		return new Slf4JBaggageEventListener(List.of()) {

			@Override
			public void onEvent(Object event) {
			}

		};
	}

	/**
	 * Matches where lines are written by a logging system whose lines can be correlated.
	 */
	static final class OnKnownLoggingSystem extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("Lazy log correlation");
			return LogCorrelation.isSupported() ? ConditionOutcome.match(message.because("the logging system is known"))
					: ConditionOutcome.noMatch(message.because("the logging system is neither Logback nor Log4j"));
		}

	}

}
