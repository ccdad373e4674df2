package dev.tracing.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.tracing.RecordedSpans;
import dev.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ids in log lines, in a whole application.
 */
class LoggingFeatureTests {

	@Test
	void areThoseOfTheSpanOnEveryThreadAndNeverStale() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			Tracing tracing = context.getBean(Tracing.class);
			ExecutorService pool = context.getBean(ExecutorService.class);
			tracing.call("root", () -> {
				assertIdsOfTheCurrentSpan();
				Future<?> task = pool.submit(LoggingFeatureTests::assertIdsOfTheCurrentSpan);
				task.get();
				try (Scope nothing = Context.root().makeCurrent()) {
					assertThat(MDC.get("traceId")).isNull();
				}
				assertIdsOfTheCurrentSpan();
				return null;
			});
			assertThat(MDC.get("traceId")).isNull();
			pool.submit(() -> assertThat(MDC.get("traceId")).isNull()).get();
		}
	}

	private static void assertIdsOfTheCurrentSpan() {
		assertThat(Span.current().getSpanContext().isValid()).isTrue();
		assertThat(MDC.get("traceId")).isEqualTo(Span.current().getSpanContext().getTraceId());
		assertThat(MDC.get("spanId")).isEqualTo(Span.current().getSpanContext().getSpanId());
	}

	private static ConfigurableApplicationContext start() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(RecordedSpans.class)
	static class Application {

		@Bean(destroyMethod = "shutdown")
		ExecutorService pool() {
			return Executors.newSingleThreadExecutor();
		}

	}

}
