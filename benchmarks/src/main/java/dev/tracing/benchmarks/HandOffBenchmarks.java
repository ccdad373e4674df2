package dev.tracing.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.tracing.context.TaskPropagation;
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
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

/**
 * What a hand-off adds to a task: the context is taken, the task run with it and the
 * thread put back as it was, all on one thread, so that nothing of an executor is
 * measured.
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

	private @Nullable BenchmarkedApplication application;

	private TaskPropagation propagation = new TaskPropagation();

	private final ContextPropagatingTaskDecorator spring = new ContextPropagatingTaskDecorator();

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	private Context submitters = Context.root();

	private Observation current = Observation.NOOP;

	private long counter;

	private final Runnable task = () -> this.counter++;

	@Setup(Level.Trial)
	public void start() {
		BenchmarkedApplication started = BenchmarkedApplication.start(Application.class);
		this.application = started;
		this.propagation = started.bean(TaskPropagation.class);
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

	/**
	 * Takes the context where it is current, and returns what is to run where it is not.
	 */
	private Runnable submit(java.util.function.UnaryOperator<Runnable> wrapping) {
		if (this.observation) {
			try (Observation.Scope scope = this.current.openScope()) {
				return wrapping.apply(this.task);
			}
		}
		try (io.opentelemetry.context.Scope scope = this.submitters.makeCurrent()) {
			return wrapping.apply(this.task);
		}
	}

	@Benchmark
	public void bare() {
		submit((task) -> task).run();
	}

	@Benchmark
	public void ours() {
		submit(this.propagation::wrap).run();
	}

	@Benchmark
	public void springContextPropagatingTaskDecorator() {
		submit(this.spring::decorate).run();
	}

	@Benchmark
	public void micrometerSnapshot() {
		// what ContextExecutorService does to each task
		submit((task) -> this.snapshots.captureAll().wrap(task)).run();
	}

	@Benchmark
	public void openTelemetryContextWrap() {
		submit((task) -> Context.current().wrap(task)).run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	static class Application {

	}

}
