package dev.tracing.benchmarks.weaving;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.tracing.benchmarks.BenchmarkedApplication;
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

import org.springframework.context.annotation.Configuration;

/**
 * What weaving adds to the call sites of an application that gives work away.
 * {@code benchmarks/run WeavingBenchmarks}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class WeavingBenchmarks {

	private final CompletableFuture<Integer> complete = CompletableFuture.completedFuture(1);

	/**
	 * The ways to run the call sites.
	 */
	@Param
	Way way = Way.UNWOVEN;

	private @Nullable BenchmarkedApplication application;

	private @Nullable CallSites sites;

	@Setup(Level.Trial)
	public void start() throws Exception {
		this.sites = ClassesOfADirectory.callSites((this.way == Way.UNWOVEN) ? "classes" : "woven-classes");
		BenchmarkedApplication started = BenchmarkedApplication.start(Nothing.class,
				"tracing.enabled=" + this.way.enabled);
		this.application = (this.way == Way.UNSAMPLED) ? started.underUnsampledParent() : started;
	}

	@TearDown(Level.Trial)
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	public int supplyAsync() {
		return sites().supplyAsync();
	}

	@Benchmark
	public int supplyAsyncHere() {
		return sites().supplyAsyncHere();
	}

	@Benchmark
	public int thenApply() {
		return sites().thenApply(this.complete);
	}

	@Benchmark
	@Fork(5)
	public int parallelStream() {
		return sites().parallelStream();
	}

	@Benchmark
	@Fork(5)
	public int parallelWork() {
		return sites().parallelWork();
	}

	@Benchmark
	public int sequentialStream() {
		return sites().sequentialStream();
	}

	@Benchmark
	public int sequentialStreamOnly() {
		return sites().sequentialStreamOnly();
	}

	@Benchmark
	public int tracedMethod() {
		return sites().tracedMethod(1);
	}

	private CallSites sites() {
		CallSites sites = this.sites;
		if (sites == null) {
			throw new IllegalStateException("not started");
		}
		return sites;
	}

	/**
	 * The ways to run the call sites.
	 */
	public enum Way {

		/** Not woven; the starter is there, and nothing is traced. */
		UNWOVEN(true),

		/** Woven, with {@code tracing.enabled=false}. */
		OFF(false),

		/** Woven, with the starter, outside of any trace. */
		UNTRACED(true),

		/** Woven, with the starter, in a trace that is not sampled. */
		UNSAMPLED(true);

		private final boolean enabled;

		Way(boolean enabled) {
			this.enabled = enabled;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
