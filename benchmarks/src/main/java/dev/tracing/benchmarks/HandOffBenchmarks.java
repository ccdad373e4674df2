package dev.tracing.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
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

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

/**
 * What a hand-off adds to a task: the context is taken, the task run with it and the
 * thread put back as it was, all on one thread, so that nothing of an executor is
 * measured. What is made current while the task is submitted is in all of them, the bare
 * ones included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HandOffBenchmarks {

	/**
	 * Whether an observation is current where the task is submitted, or a span only.
	 */
	@Param({ "true", "false" })
	boolean observation;

	/**
	 * The ways to hand a task over.
	 */
	@Param
	Way way = Way.STARTER;

	private @Nullable BenchmarkedApplication application;

	private UnaryOperator<Runnable> wrapping = UnaryOperator.identity();

	private @Nullable Context submitters;

	private Observation current = Observation.NOOP;

	private long counter;

	private final Runnable task = () -> this.counter++;

	@Setup(Level.Trial)
	public void start() {
		BenchmarkedApplication started = this.way.start();
		this.application = started;
		this.wrapping = this.way.wrapping(started);
		Span span = started.bean(OpenTelemetry.class).getTracer("benchmark").spanBuilder("submitter").startSpan();
		this.submitters = Context.root().with(span);
		this.current = Observation.start("submitter", started.bean(ObservationRegistry.class));
	}

	@TearDown(Level.Trial)
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	public void task() {
		submit().run();
	}

	/**
	 * Takes the context where it is current, and returns what is to run where it is not.
	 */
	private Runnable submit() {
		if (this.observation || this.submitters == null) {
			try (Observation.Scope scope = this.current.openScope()) {
				return this.wrapping.apply(this.task);
			}
		}
		try (io.opentelemetry.context.Scope scope = this.submitters.makeCurrent()) {
			return this.wrapping.apply(this.task);
		}
	}

	/**
	 * The ways to hand a task over.
	 */
	public enum Way {

		/** Not at all, in an application without the starter. */
		BARE(false),

		/** Spring's decorator, in an application without the starter. */
		CONTEXT_PROPAGATING_TASK_DECORATOR(false),

		/** What Micrometer's ContextExecutorService does, without the starter. */
		CONTEXT_SNAPSHOT(false),

		/** OpenTelemetry's own, in an application without the starter. */
		CONTEXT_WRAP(false),

		/** Not at all, in an application with the starter. */
		STARTER_BARE(true),

		/** The starter's decorator. */
		STARTER(true),

		/** Not at all, where log lines read their ids themselves. */
		STARTER_LAZY_LOGGING_BARE(true, "tracing.logging.lazy=true"),

		/** The starter's decorator, where log lines read their ids themselves. */
		STARTER_LAZY_LOGGING(true, "tracing.logging.lazy=true"),

		/** The starter's decorator, which carries the observation as well. */
		STARTER_WITH_OBSERVATION(true, "tracing.propagation.observation=true");

		private final boolean starter;

		private final String[] properties;

		Way(boolean starter, String... properties) {
			this.starter = starter;
			this.properties = properties;
		}

		BenchmarkedApplication start() {
			return this.starter ? BenchmarkedApplication.start(Application.class, this.properties)
					: BenchmarkedApplication.startWithoutStarter(Application.class, this.properties);
		}

		UnaryOperator<Runnable> wrapping(BenchmarkedApplication application) {
			return switch (this) {
				case BARE, STARTER_BARE, STARTER_LAZY_LOGGING_BARE -> UnaryOperator.identity();
				case CONTEXT_PROPAGATING_TASK_DECORATOR -> new ContextPropagatingTaskDecorator()::decorate;
				case CONTEXT_SNAPSHOT -> {
					ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();
					yield (task) -> snapshots.captureAll().wrap(task);
				}
				case CONTEXT_WRAP -> (task) -> Context.current().wrap(task);
				case STARTER, STARTER_LAZY_LOGGING, STARTER_WITH_OBSERVATION ->
					application.bean(TaskDecorator.class)::decorate;
			};
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	static class Application {

	}

}
