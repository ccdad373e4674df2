package dev.tracing.autoconfigure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.tracing.store.SpanMasking;
import dev.tracing.store.TraceConsole;
import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console shows everything, whatever the viewer hides.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleRecordingTests {

	private static final AttributeKey<String> CUSTOMER = AttributeKey.stringKey("customer");

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OpenTelemetrySdkAutoConfiguration.class,
				MicrometerTracingAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class,
				EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class, TracingAutoConfiguration.class,
				TracingPropagationAutoConfiguration.class, TracingConsoleAutoConfiguration.class,
				TracingViewerAutoConfiguration.class))
		.withPropertyValues("management.tracing.sampling.probability=1", "tracing.console.enabled=true",
				"tracing.console.attributes=true");

	@Test
	void showsEverythingWithoutAViewer(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(TraceConsole.class).doesNotHaveBean(TraceRecorder.class);
			record(context);
		});
		assertThat(output).contains("customer = Smith").doesNotContain(SpanMasking.HIDDEN);
	}

	@Test
	void showsEverythingBesideAViewerThatHides(CapturedOutput output) {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=traces",
					"management.endpoint.traces.access=READ_ONLY")
			.run((context) -> {
				record(context);
				TraceRecorder recorder = context.getBean(TraceRecorder.class);
				assertThat(recorder.flush(Duration.ofSeconds(20))).isTrue();
				TraceSpan kept = recorder.finished().get(0).root().span();
				assertThat(kept.attributes().get(CUSTOMER)).isEqualTo(SpanMasking.HIDDEN);
			});
		assertThat(output).contains("customer = Smith");
	}

	@Test
	void usesTheRecorderOfTheApplication(CapturedOutput output) {
		this.runner.withBean(TraceRecorder.class, TraceRecorder::new).run((context) -> {
			assertThat(context).doesNotHaveBean(ConsoleRecording.class);
			record(context);
		});
		assertThat(output).containsOnlyOnce("customer = Smith");
	}

	private static void record(AssertableWebApplicationContext context) {
		context.getBean(OpenTelemetry.class)
			.getTracer("test")
			.spanBuilder("order")
			.setAttribute(CUSTOMER, "Smith")
			.startSpan()
			.end();
		assertThat(context.getBean(SdkTracerProvider.class).forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
			.isTrue();
	}

}
