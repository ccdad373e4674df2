package dev.tracing.test;

import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.tracing.test.autoconfigure.AutoConfigureTracing;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What leaves the application in a test: headers with the trace, but no spans, unless the
 * test decides otherwise.
 */
class ExportTests {

	private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:1";

	@Nested
	@SpringBootTest(classes = Application.class, properties = ENDPOINT)
	class ByDefault {

		@Test
		void headersArePropagatedThoughNothingIsExported(@Autowired ObjectProvider<SpanExporter> exporters,
				@Autowired TextMapPropagator propagator) {
			assertThat(exporters).isEmpty();
			assertThat(propagator.fields()).contains("traceparent");
		}

	}

	@Nested
	@AutoConfigureTracing
	@SpringBootTest(classes = Application.class, properties = ENDPOINT)
	class WithTheAnnotationOfSpringBoot {

		@Test
		void spansAreExported(@Autowired ObjectProvider<SpanExporter> exporters) {
			assertThat(exporters).hasSize(1);
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, properties = { ENDPOINT, "spring.test.tracing.export=false" })
	class WithThePropertyOfSpringBoot {

		@Test
		void nothingIsExportedOrPropagated(@Autowired ObjectProvider<SpanExporter> exporters,
				@Autowired TextMapPropagator propagator) {
			assertThat(exporters).isEmpty();
			assertThat(propagator.fields()).isEmpty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
