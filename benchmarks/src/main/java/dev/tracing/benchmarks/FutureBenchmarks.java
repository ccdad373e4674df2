package dev.tracing.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.tracing.Traced;
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

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A call below a span that returns a future, which is complete already or completed by
 * the caller: what the span's ending with the future costs beyond a call that returns a
 * plain value.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FutureBenchmarks {

	private @Nullable BenchmarkedApplication application;

	private Service service = new Service();

	private final Service bare = new Service();

	@Setup(Level.Trial)
	public void start() {
		BenchmarkedApplication started = BenchmarkedApplication.start(Application.class);
		this.application = started.underSpan();
		this.service = started.bean(Service.class);
	}

	@TearDown(Level.Trial)
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	public Object plainTraced() {
		return this.service.plain();
	}

	@Benchmark
	public Object completeUntraced() {
		return this.bare.complete().join();
	}

	@Benchmark
	public Object completeTraced() {
		return this.service.complete().join();
	}

	@Benchmark
	public Object completedLaterUntraced() {
		return completed(this.bare.incomplete());
	}

	@Benchmark
	public Object completedLaterTraced() {
		return completed(this.service.incomplete());
	}

	private static Object completed(CompletableFuture<Integer> future) {
		future.complete(1);
		return future.join();
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Service service() {
			return new Service();
		}

	}

	static class Service {

		@Traced
		public Integer plain() {
			return 1;
		}

		@Traced
		public CompletableFuture<Integer> complete() {
			return CompletableFuture.completedFuture(1);
		}

		@Traced
		public CompletableFuture<Integer> incomplete() {
			return new CompletableFuture<>();
		}

	}

}
