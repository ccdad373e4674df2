package dev.tracing.autoconfigure;

import java.util.Objects;

import dev.tracing.agent.AgentSpanHandler;
import dev.tracing.agent.JavaAgent;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration where the JVM was started with OpenTelemetry's Java agent: its SDK
 * is used instead of Spring Boot's, and its spans instead of those that Spring Boot makes
 * of the same.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = OpenTelemetrySdkAutoConfiguration.class)
@ConditionalOnTracing
@Conditional(OnJavaAgent.class)
public final class TracingAgentAutoConfiguration {

	/**
	 * The agent's. It is not the application that closes it.
	 */
	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	OpenTelemetry tracingAgentOpenTelemetry() {
		return Objects.requireNonNull(JavaAgent.openTelemetry(), "The agent is gone");
	}

	@Bean
	AgentSpanHandler tracingAgentSpanHandler(ObjectProvider<Tracer> tracer) {
		return new AgentSpanHandler(() -> tracer.getIfAvailable(() -> Tracer.NOOP));
	}

}
