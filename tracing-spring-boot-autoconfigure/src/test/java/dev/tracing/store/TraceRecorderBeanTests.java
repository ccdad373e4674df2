package dev.tracing.store;

import java.time.Duration;

import io.opentelemetry.api.trace.Tracer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recorder as a bean beside Spring Boot's, in a configuration that needs the tracer.
 */
class TraceRecorderBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ObservationAutoConfiguration.class, MicrometerTracingAutoConfiguration.class,
						OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class))
		.withUserConfiguration(RecorderConfiguration.class)
		.withPropertyValues("management.tracing.sampling.probability=1.0");

	@Test
	void isMadeWithoutACycleAndRecordsWhatTheTracerMakes() {
		this.runner.run((context) -> {
			context.getBean(Tracer.class).spanBuilder("root").setNoParent().startSpan().end();
			TraceRecorder recorder = context.getBean(TraceRecorder.class);
			assertThat(recorder.flush(Duration.ofSeconds(20))).isTrue();
			assertThat(recorder.finished()).extracting((trace) -> trace.root().name()).containsExactly("root");
		});
	}

	@Test
	void isClosedWithTheContext() {
		ToldTraces told = new ToldTraces();
		this.runner.run((context) -> {
			context.getBean(TraceRecorder.class).addListener(told);
			context.getBean(Tracer.class).spanBuilder("unfinished").setNoParent().startSpan();
		});
		assertThat(told.take()).extracting(ToldTraces.Told::shape).containsExactly("unfinished");
	}

	@Configuration(proxyBeanMethods = false)
	static class RecorderConfiguration {

		RecorderConfiguration(Tracer tracer) {
			assertThat(tracer).isNotNull();
		}

		@Bean
		static TraceRecorder recorder() {
			return new TraceRecorder();
		}

	}

}
