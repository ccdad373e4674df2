package dev.tracing.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

/**
 * Tasks on real executors, from their submission below a span until the last has run: a
 * pool of one thread, and a virtual thread for each task, for which a JDK 21 or newer is
 * needed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ExecutorBenchmarks {

	private static final int TASKS = 1000;

	@Param({ "pool", "virtual" })
	String threads = "pool";

	/**
	 * The ways to have the tasks run with the context of their submission.
	 */
	@Param
	Way way = Way.STARTER;

	private @Nullable BenchmarkedApplication application;

	private Executor executor = Runnable::run;

	@Setup(Level.Trial)
	public void start() {
		String property = "benchmark.threads=" + this.threads;
		BenchmarkedApplication started = (this.way == Way.STARTER)
				? BenchmarkedApplication.start(Application.class, property)
				: BenchmarkedApplication.startWithoutStarter(Application.class, property);
		this.application = started.underSpan();
		this.executor = this.way.executor(started.bean(ExecutorService.class));
	}

	@TearDown(Level.Trial)
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	@OperationsPerInvocation(TASKS)
	public void tasks() throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(TASKS);
		for (int i = 0; i < TASKS; i++) {
			this.executor.execute(ran::countDown);
		}
		ran.await();
	}

	/**
	 * The ways to have the tasks run with the context of their submission.
	 */
	public enum Way {

		/** Not at all. */
		BARE,

		/** Spring's decorator. */
		CONTEXT_PROPAGATING_TASK_DECORATOR,

		/** Micrometer's executor. */
		CONTEXT_EXECUTOR_SERVICE,

		/** OpenTelemetry's executor. */
		TASK_WRAPPING,

		/** The bean as the starter wraps it. */
		STARTER;

		Executor executor(ExecutorService bean) {
			return switch (this) {
				case BARE, STARTER -> bean;
				case CONTEXT_PROPAGATING_TASK_DECORATOR -> {
					ContextPropagatingTaskDecorator decorator = new ContextPropagatingTaskDecorator();
					yield (task) -> bean.execute(decorator.decorate(task));
				}
				case CONTEXT_EXECUTOR_SERVICE ->
					ContextExecutorService.wrap(bean, ContextSnapshotFactory.builder().build());
				case TASK_WRAPPING -> Context.taskWrapping(bean);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean(destroyMethod = "shutdown")
		ExecutorService executor(Environment environment) throws ReflectiveOperationException {
			return environment.getRequiredProperty("benchmark.threads").equals("virtual") ? virtual()
					: Executors.newFixedThreadPool(1);
		}

		/**
		 * By reflection, for this is compiled for a JDK that has no virtual threads.
		 */
		private static ExecutorService virtual() throws ReflectiveOperationException {
			return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}

	}

}
