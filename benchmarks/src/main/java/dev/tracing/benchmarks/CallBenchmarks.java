package dev.tracing.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.tracing.benchmarks.call.HandWrittenCalls;
import dev.tracing.benchmarks.call.ProxiedCalls;
import dev.tracing.benchmarks.call.Request;
import dev.tracing.benchmarks.call.TracedCalls;
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
 * A request of one root and ten leaves through a real application context: eleven spans,
 * or none under an unsampled parent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CallBenchmarks {

	/**
	 * Whether the root starts a sampled trace, or has a parent that is not sampled.
	 */
	@Param({ "true", "false" })
	boolean sampled;

	/**
	 * The ways to make spans of a request.
	 */
	@Param
	Way way = Way.TRACED;

	private @Nullable BenchmarkedApplication application;

	private Request request = (seed) -> seed;

	@Setup(Level.Trial)
	public void start() {
		BenchmarkedApplication started = this.way.start();
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

		/** {@code @Traced}, as configured without any property. */
		TRACED(TracedCalls.class, true),

		/** {@code @Traced}, with the ids in log lines read when a line is written. */
		TRACED_LAZY_LOGGING(TracedCalls.class, true, "tracing.logging.lazy=true"),

		/**
		 * Spans by hand on the SDK as Spring Boot configures it, without anything of
		 * ours.
		 */
		BY_HAND(HandWrittenCalls.class, false),

		/**
		 * Spans by hand in an application with the starter, where nobody listens to
		 * scopes.
		 */
		BY_HAND_LAZY_LOGGING(HandWrittenCalls.class, true, "tracing.logging.lazy=true"),

		/** No spans, but the proxies. */
		PROXY_ONLY(ProxiedCalls.class, false);

		private final Class<?> configuration;

		private final boolean starter;

		private final String[] properties;

		Way(Class<?> configuration, boolean starter, String... properties) {
			this.configuration = configuration;
			this.starter = starter;
			this.properties = properties;
		}

		BenchmarkedApplication start() {
			return this.starter ? BenchmarkedApplication.start(this.configuration, this.properties)
					: BenchmarkedApplication.startWithoutStarter(this.configuration, this.properties);
		}

	}

}
