package dev.tracing.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.tracing.Traced;
import io.micrometer.observation.ObservationRegistry;
import reactor.core.observability.micrometer.Micrometer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
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
 * Results that are there later: a traced future and traced publishers, against untraced
 * ones and against Micrometer's {@code tap}, which makes an observation of each
 * subscription.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class AsyncBenchmarks {

	private static final int ELEMENTS = 100;

	/**
	 * Whether Reactor restores thread-locals in every operator, as the starter has it, or
	 * not.
	 */
	@Param({ "auto", "limited" })
	String propagation = "auto";

	private @Nullable BenchmarkedApplication application;

	private Service service = new Service();

	private final Service bare = new Service();

	private ObservationRegistry registry = ObservationRegistry.NOOP;

	@Setup(Level.Trial)
	public void start() {
		BenchmarkedApplication started = BenchmarkedApplication.start(Application.class,
				"spring.reactor.context-propagation=" + this.propagation);
		this.application = started;
		this.service = started.bean(Service.class);
		this.registry = started.bean(ObservationRegistry.class);
	}

	@TearDown(Level.Trial)
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	public Object futureUntraced() {
		return this.bare.future().join();
	}

	@Benchmark
	public Object futureTraced() {
		return this.service.future().join();
	}

	@Benchmark
	public @Nullable Object monoUntraced() {
		return this.bare.mono().block();
	}

	@Benchmark
	public @Nullable Object monoTraced() {
		return this.service.mono().block();
	}

	@Benchmark
	public @Nullable Object monoTapped() {
		return this.bare.mono().name("mono").tap(Micrometer.observation(this.registry)).block();
	}

	@Benchmark
	public @Nullable Object fluxUntraced() {
		return this.bare.flux().blockLast();
	}

	@Benchmark
	public @Nullable Object fluxTraced() {
		return this.service.flux().blockLast();
	}

	@Benchmark
	public @Nullable Object fluxTapped() {
		return this.bare.flux().name("flux").tap(Micrometer.observation(this.registry)).blockLast();
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
		public CompletableFuture<Integer> future() {
			CompletableFuture<Integer> future = new CompletableFuture<>();
			future.complete(1);
			return future;
		}

		@Traced
		public Mono<Integer> mono() {
			return Mono.just(1).map((value) -> value + 1).filter((value) -> value > 0);
		}

		@Traced
		public Flux<Integer> flux() {
			return Flux.range(0, ELEMENTS).map((value) -> value + 1).filter((value) -> value > 0);
		}

	}

}
