package dev.tracing.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.tracing.Traced;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.ObservationRegistry;
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
import reactor.core.observability.micrometer.Micrometer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Pipelines of Reactor below a span, from subscription to completion: untraced, traced,
 * and with Micrometer's {@code tap}, which makes an observation of each subscription.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ReactorBenchmarks {

	private static final int ELEMENTS = 100;

	/**
	 * The ways to trace a pipeline.
	 */
	@Param
	Way way = Way.TRACED;

	private @Nullable BenchmarkedApplication application;

	private Service service = new Service();

	private ObservationRegistry registry = ObservationRegistry.NOOP;

	@Setup(Level.Trial)
	public void start() {
		BenchmarkedApplication started = this.way.start();
		this.application = started.underSpan();
		if (this.way == Way.UNTRACED_CARRYING) {
			ThreadLocal<String> value = ThreadLocal.withInitial(() -> "a value");
			ContextRegistry.getInstance().registerThreadLocalAccessor("benchmark", value);
		}
		this.service = this.way.traced ? started.bean(Service.class) : this.service;
		this.registry = started.bean(ObservationRegistry.class);
	}

	@TearDown(Level.Trial)
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	public @Nullable Object mono() {
		Mono<Integer> mono = this.service.mono();
		return (this.way.tapped ? mono.name("mono").tap(Micrometer.observation(this.registry)) : mono).block();
	}

	@Benchmark
	public @Nullable Object flux() {
		Flux<Integer> flux = this.service.flux();
		return (this.way.tapped ? flux.name("flux").tap(Micrometer.observation(this.registry)) : flux).blockLast();
	}

	/**
	 * The ways to trace a pipeline.
	 */
	public enum Way {

		/** Not at all, without the starter and with Reactor's own default. */
		UNTRACED(false, false, false, "limited"),

		/** Not at all, without the starter, with automatic propagation. */
		UNTRACED_AUTOMATIC(false, false, false, "auto"),

		/** Not at all, without the starter, where another value is carried. */
		UNTRACED_CARRYING(false, false, false, "auto"),

		/** Not at all, with the starter. */
		UNTRACED_WITH_STARTER(true, false, false, "auto"),

		/** Micrometer's tap, without the starter, with automatic propagation. */
		TAPPED(false, false, true, "auto"),

		/** {@code @Traced}. */
		TRACED(true, true, false, "auto"),

		/** {@code @Traced} without automatic propagation. */
		TRACED_LIMITED(true, true, false, "limited");

		private final boolean starter;

		private final boolean traced;

		private final boolean tapped;

		private final String propagation;

		Way(boolean starter, boolean traced, boolean tapped, String propagation) {
			this.starter = starter;
			this.traced = traced;
			this.tapped = tapped;
			this.propagation = propagation;
		}

		BenchmarkedApplication start() {
			String property = "spring.reactor.context-propagation=" + this.propagation;
			return this.starter ? BenchmarkedApplication.start(Application.class, property)
					: BenchmarkedApplication.startWithoutStarter(Application.class, property);
		}

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
		public Mono<Integer> mono() {
			return Mono.just(1).map((value) -> value + 1).filter((value) -> value > 0);
		}

		@Traced
		public Flux<Integer> flux() {
			return Flux.range(0, ELEMENTS).map((value) -> value + 1).filter((value) -> value > 0);
		}

	}

}
