package dev.tracing.benchmarks.peers;

import java.util.concurrent.TimeUnit;

import dev.tracing.benchmarks.DroppingSpanProcessor;
import dev.tracing.benchmarks.call.HandWrittenCalls;
import dev.tracing.benchmarks.call.Request;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The request with {@code @WithSpan}, by OpenTelemetry's Spring starter, or by the agent,
 * which the JVM must have then and which needs no application context; and with spans by
 * hand on the class path of the starter.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class OpenTelemetryCallBenchmarks {

	@Param({ "true", "false" })
	boolean sampled;

	@Param({ "STARTER", "AGENT", "BY_HAND" })
	String way = "STARTER";

	private @Nullable ConfigurableApplicationContext application;

	private io.opentelemetry.context.Scope parent = io.opentelemetry.context.Scope.noop();

	private Request request = (seed) -> seed;

	@Setup(Level.Trial)
	public void start() {
		if (!this.way.equals("AGENT")) {
			Class<?> calls = this.way.equals("STARTER") ? WithSpanCalls.class : HandWrittenCalls.class;
			this.application = new SpringApplicationBuilder(calls, Infrastructure.class).web(WebApplicationType.NONE)
				.properties("otel.traces.exporter=none", "otel.metrics.exporter=none", "otel.logs.exporter=none",
						"logging.level.root=warn")
				.run();
			this.request = this.application.getBean(Request.class);
		}
		else if (Context.root().getClass().getName().startsWith("io.opentelemetry.context.")) {
			throw new IllegalStateException("The JVM has no agent");
		}
		else {
			this.request = new WithSpanCalls.Root(new WithSpanCalls.Leaf());
		}
		if (!this.sampled) {
			SpanContext remote = SpanContext.createFromRemoteParent("0af7651916cd43dd8448eb211c80319c",
					"b7ad6b7169203331", TraceFlags.getDefault(), TraceState.getDefault());
			this.parent = Context.current().with(Span.wrap(remote)).makeCurrent();
		}
	}

	@TearDown(Level.Trial)
	public void stop() {
		this.parent.close();
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	public long request() {
		return this.request.handle(1);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Infrastructure {

		@Bean
		AutoConfigurationCustomizerProvider dropping() {
			return (customizer) -> customizer.addTracerProviderCustomizer(
					(builder, properties) -> builder.addSpanProcessor(new DroppingSpanProcessor()));
		}

	}

}
