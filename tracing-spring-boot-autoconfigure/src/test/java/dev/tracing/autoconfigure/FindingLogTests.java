package dev.tracing.autoconfigure;

import java.time.Duration;

import dev.tracing.store.FindingLog;
import dev.tracing.store.TraceRecorder;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class FindingLogTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(OpenTelemetrySdkAutoConfiguration.class, MicrometerTracingAutoConfiguration.class,
						OpenTelemetryTracingAutoConfiguration.class, TracingAutoConfiguration.class,
						TracingPropagationAutoConfiguration.class, TracingFindingsAutoConfiguration.class))
		.withPropertyValues("management.tracing.sampling.probability=1");

	@Test
	void logsWhatLooksWrongOnceForEachPlace(CapturedOutput output) {
		this.runner.withBean(TraceRecorder.class, TraceRecorder::new).run((context) -> {
			Tracer tracer = context.getBean(OpenTelemetry.class).getTracer("test");
			orphan(tracer, "one", "example.Shop.buy");
			orphan(tracer, "one", "example.Shop.buy");
			orphan(tracer, "other\nline", "example.Shop.sell");
			assertThat(context.getBean(TraceRecorder.class).flush(Duration.ofSeconds(20))).isTrue();
		});
		assertThat(output.getOut().lines().filter((line) -> line.contains("parent missing: "))).satisfiesExactly(
				(line) -> assertThat(line).contains("'one'", "(at example.Shop.buy)", "W1"),
				(line) -> assertThat(line).contains("'other line'"));
	}

	@Test
	void logsNothingIfSwitchedOffOrIfNothingIsRecorded(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(FindingLog.class));
		this.runner.withBean(TraceRecorder.class, TraceRecorder::new)
			.withPropertyValues("tracing.findings.log=false")
			.run((context) -> {
				orphan(context.getBean(OpenTelemetry.class).getTracer("test"), "one", "example.Shop.buy");
				assertThat(context.getBean(TraceRecorder.class).flush(Duration.ofSeconds(20))).isTrue();
				assertThat(context).doesNotHaveBean(FindingLog.class);
			});
		assertThat(output.getOut()).doesNotContain("parent missing");
	}

	private static void orphan(Tracer tracer, String name, String function) {
		String traceId = IdGenerator.random().generateTraceId();
		Span never = Span
			.wrap(SpanContext.create(traceId, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()));
		tracer.spanBuilder(name)
			.setAttribute("code.function.name", function)
			.setParent(Context.root().with(never))
			.startSpan()
			.end();
	}

}
