package dev.tracing.benchmarks.peers;

import java.util.concurrent.TimeUnit;

import dev.tracing.benchmarks.BenchmarkedApplication;
import dev.tracing.benchmarks.call.HandWrittenCalls;
import dev.tracing.benchmarks.call.Request;
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

/**
 * The request with Micrometer's annotations as Spring Boot configures them, and with
 * spans by hand on the same class path.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class BootCallBenchmarks {

	@Param({ "true", "false" })
	boolean sampled;

	@Param
	Way way = Way.NEW_SPAN;

	private @Nullable BenchmarkedApplication application;

	private Request request = (seed) -> seed;

	@Setup(Level.Trial)
	public void start() {
		BenchmarkedApplication started = BenchmarkedApplication.start(this.way.configuration,
				"management.observations.annotations.enabled=true", "management.otlp.metrics.export.enabled=false");
		this.application = this.sampled ? started : started.underUnsampledParent();
		this.request = started.bean(Request.class);
	}

	@TearDown(Level.Trial)
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	public long request() {
		return this.request.handle(1);
	}

	/**
	 * The ways to make spans of a request.
	 */
	public enum Way {

		NEW_SPAN(NewSpanCalls.class), OBSERVED(ObservedCalls.class), BY_HAND(HandWrittenCalls.class);

		private final Class<?> configuration;

		Way(Class<?> configuration) {
			this.configuration = configuration;
		}

	}

}
