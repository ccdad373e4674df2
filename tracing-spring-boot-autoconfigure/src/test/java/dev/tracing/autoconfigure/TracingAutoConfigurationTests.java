package dev.tracing.autoconfigure;

import dev.tracing.RecordedSpans;
import dev.tracing.TraceScope;
import dev.tracing.Tracing;
import dev.tracing.context.CapturedContext;
import dev.tracing.interceptor.TracedBeanPostProcessor;
import dev.tracing.lifecycle.SpanRunner;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import example.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class TracingAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("management.tracing.sampling.probability=1.0")
		.withConfiguration(AutoConfigurations.of(TracingAutoConfiguration.class,
				TracingPropagationAutoConfiguration.class, OpenTelemetrySdkAutoConfiguration.class,
				OpenTelemetryTracingAutoConfiguration.class, MicrometerTracingAutoConfiguration.class,
				ObservationAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
		.withBean(RecordedSpans.class)
		.withBean(Shop.class);

	@Test
	void tracesABeanWithSpansOfSpringBootsOpenTelemetry() {
		this.runner.run((context) -> {
			context.getBean(Shop.class).sell("book");
			RecordedSpans spans = context.getBean(RecordedSpans.class);
			assertThat(spans.one("Shop.sell").getInstrumentationScopeInfo().getName()).isEqualTo("dev.tracing");
			spans.assertNothingIsLeft();
		});
	}

	@Test
	void leavesNothingBehindWhenItIsOff() {
		this.runner.withPropertyValues("tracing.enabled=false").run((context) -> {
			assertThat(AopUtils.isAopProxy(context.getBean(Shop.class))).isFalse();
			assertThat(context).doesNotHaveBean(SpanRunner.class)
				.doesNotHaveBean(TracedBeanPostProcessor.class)
				.doesNotHaveBean(Tracing.class);
			assertThat(context.getBeanDefinitionNames()).extracting(context::getType)
				.noneMatch((type) -> type != null && type.getPackageName().startsWith("dev.tracing."));
			assertThat(accessorIsRegistered()).isFalse();
		});
	}

	@Test
	void takesItsAccessorBackWhenTheApplicationEnds() {
		this.runner.run((context) -> assertThat(accessorIsRegistered()).isTrue());
		assertThat(accessorIsRegistered()).isFalse();
	}

	@Test
	void leavesSpringBootsPropagatorTheOneToInject() {
		this.runner
			.run((context) -> assertThat(context.getBean(TextMapPropagator.class).fields()).contains("traceparent"));
	}

	@Test
	void makesNoBeanTooEarly(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("not eligible for getting processed by all BeanPostProcessors");
	}

	@Test
	void startsThoughAnExporterIsTracedItself() {
		this.runner.withBean("exporter", SpanExporter.class, TracedExporter::new).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(Shop.class).sell("book");
		});
	}

	@Test
	void tracesByHandWithTheSameRules() {
		this.runner.run((context) -> {
			Tracing tracing = context.getBean(Tracing.class);
			String result = tracing.span("by hand").attribute("key", "value").call(() -> {
				context.getBean(Shop.class).sell("book");
				return "done";
			});
			assertThat(result).isEqualTo("done");
			RecordedSpans spans = context.getBean(RecordedSpans.class);
			assertThat(spans.one("Shop.sell").getParentSpanId()).isEqualTo(spans.one("by hand").getSpanId());
			assertThat(spans.one("by hand").getAttributes().get(AttributeKey.stringKey("key"))).isEqualTo("value");
		});
	}

	@Test
	void putsTheAttributesOfAScopeOnEverySpanInsideWhoeverMakesIt() {
		this.runner.run((context) -> {
			ObservationRegistry observations = context.getBean(ObservationRegistry.class);
			context.getBean(Tracing.class).run("root", () -> {
				try (TraceScope scope = TraceScope.open()) {
					scope.put("tenant", "acme").put("code.function.name", "weaker than the span's own");
					context.getBean(Shop.class).sell("book");
					Observation.createNotStarted("boot", observations).observe(() -> {
					});
				}
				context.getBean(Shop.class).count();
			});
			RecordedSpans spans = context.getBean(RecordedSpans.class);
			AttributeKey<String> tenant = AttributeKey.stringKey("tenant");
			assertThat(spans.one("Shop.sell").getAttributes().get(tenant)).isEqualTo("acme");
			assertThat(spans.one("boot").getAttributes().get(tenant)).isEqualTo("acme");
			assertThat(spans.one("root").getAttributes().get(tenant)).isNull();
			assertThat(spans.one("Shop.count").getAttributes().get(tenant)).isNull();
			assertThat(spans.one("Shop.sell").getAttributes().get(AttributeKey.stringKey("code.function.name")))
				.isEqualTo("example.Shop.sell");
		});
	}

	@Test
	void asksTheSamplerBelowAnUnsampledParentUnlessItIsKnownToSayNo() {
		this.runner.run((context) -> {
			sellBelowAnUnsampledParent(context.getBean(Shop.class));
			assertThat(context.getBean(RecordedSpans.class).all()).isEmpty();
		});
		this.runner.withBean(Sampler.class, Sampler::alwaysOn).run((context) -> {
			sellBelowAnUnsampledParent(context.getBean(Shop.class));
			assertThat(context.getBean(RecordedSpans.class).all()).hasSize(1);
		});
	}

	@Test
	void worksWithoutAnOpenTelemetryAtAll() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TracingAutoConfiguration.class))
			.withBean(Shop.class)
			.run((context) -> assertThat(context.getBean(Shop.class).sell("book")).isEqualTo("sold book"));
	}

	@Test
	void leavesTheGlobalOpenTelemetryAlone() {
		this.runner.run((context) -> {
			assertThat(context.getBean(OpenTelemetry.class)).isNotNull();
			assertThat(io.opentelemetry.api.GlobalOpenTelemetry.isSet()).isFalse();
		});
	}

	private static void sellBelowAnUnsampledParent(Shop shop) {
		SpanContext unsampled = SpanContext.createFromRemoteParent("0af7651916cd43dd8448eb211c80319c",
				"b7ad6b7169203331", TraceFlags.getDefault(), TraceState.getDefault());
		try (Scope ignored = Span.wrap(unsampled).makeCurrent()) {
			shop.sell("book");
		}
	}

	private static boolean accessorIsRegistered() {
		return ContextRegistry.getInstance()
			.getThreadLocalAccessors()
			.stream()
			.map(ThreadLocalAccessor::key)
			.anyMatch(CapturedContext.KEY::equals);
	}

}
