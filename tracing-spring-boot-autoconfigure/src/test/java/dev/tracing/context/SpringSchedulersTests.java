package dev.tracing.context;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micrometer.context.ContextRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of Spring's schedulers.
 */
class SpringSchedulersTests {

	private static final Context A = Contexts.numbered(1);

	private static final Duration OFTEN = Duration.ofMillis(1);

	private final TaskPropagation propagation = new TaskPropagation();

	private final ExecutorInstrumentation instrumentation = new ExecutorInstrumentation(this.propagation);

	private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);

	private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

	@AfterEach
	void threadsHoldNothing() throws Exception {
		for (AutoCloseable scheduler : this.opened) {
			scheduler.close();
		}
		Workers.holdNothing(this.pool, 1);
		this.pool.shutdown();
	}

	/**
	 * The ways to have a task run again and again.
	 */
	enum Recurring {

		FIXED_RATE((scheduler) -> (task) -> scheduler.scheduleAtFixedRate(task, OFTEN)),

		FIXED_RATE_LATER((scheduler) -> (task) -> scheduler.scheduleAtFixedRate(task, Instant.now(), OFTEN)),

		FIXED_DELAY((scheduler) -> (task) -> scheduler.scheduleWithFixedDelay(task, OFTEN)),

		FIXED_DELAY_LATER((scheduler) -> (task) -> scheduler.scheduleWithFixedDelay(task, Instant.now(), OFTEN)),

		TRIGGER((scheduler) -> (task) -> scheduler.schedule(task, everyMillisecond()));

		private final Function<TaskScheduler, Function<Runnable, ScheduledFuture<?>>> way;

		Recurring(Function<TaskScheduler, Function<Runnable, ScheduledFuture<?>>> way) {
			this.way = way;
		}

		/**
		 * The contexts that the first runs see of a task that is scheduled inside a
		 * trace.
		 */
		List<Context> seenBy(TaskScheduler scheduler) {
			List<Context> seen = new CopyOnWriteArrayList<>();
			CountDownLatch runs = new CountDownLatch(3);
			ScheduledFuture<?> future;
			try (Scope a = A.makeCurrent()) {
				future = this.way.apply(scheduler).apply(() -> {
					seen.add(Context.current());
					runs.countDown();
				});
			}
			try {
				assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			future.cancel(false);
			return seen;
		}

		private static Trigger everyMillisecond() {
			return new PeriodicTrigger(OFTEN);
		}

	}

	@Test
	void threadPoolInheritsOnce() {
		assertThat(seenOnceBy(threadPool(null))).isSameAs(A);
	}

	@ParameterizedTest
	@EnumSource
	void threadPoolBeginsEachRunWithNothing(Recurring recurring) {
		assertThat(recurring.seenBy(threadPool(null))).containsOnly(Context.root());
	}

	@Test
	void threadPoolInheritsOnceAroundAUsersDecorator() {
		assertThat(seenOnceBy(threadPool(hiding()))).isSameAs(A);
	}

	@ParameterizedTest
	@EnumSource
	void threadPoolBeginsEachRunWithNothingAroundAUsersDecorator(Recurring recurring) {
		assertThat(recurring.seenBy(threadPool(hiding()))).containsOnly(Context.root());
	}

	@ParameterizedTest
	@EnumSource
	void threadPoolBeginsEachRunWithNothingWhereOursIsAlreadyAmongItsDecorators(Recurring recurring) {
		TaskDecorator ours = new PropagatingTaskDecorator(this.propagation);
		assertThat(recurring.seenBy(threadPool(new CompositeTaskDecorator(List.of(hiding(), ours)))))
			.containsOnly(Context.root());
		assertThat(recurring.seenBy(threadPool(new CompositeTaskDecorator(List.of(ours, hiding())))))
			.containsOnly(Context.root());
	}

	@ParameterizedTest
	@EnumSource
	void threadPoolBeginsEachRunWithNothingAroundADecoratorThatPropagatesToo(Recurring recurring) {
		try (ContextAccessorRegistration registration = ContextAccessorRegistration.in(ContextRegistry.getInstance())) {
			ThreadPoolTaskScheduler scheduler = threadPool(new ContextPropagatingTaskDecorator());
			assertThat(recurring.seenBy(scheduler)).containsOnly(Context.root());
			assertThat(seenOnceBy(scheduler)).isSameAs(A);
		}
	}

	@Test
	void whatARunOfATriggerSchedulesOnceInherits() {
		ThreadPoolTaskScheduler scheduler = threadPool(null);
		CompletableFuture<Context> seen = new CompletableFuture<>();
		ScheduledFuture<?> future = scheduler.schedule(() -> {
			try (Scope a = A.makeCurrent()) {
				scheduler.schedule(Contexts.completing(seen, Context::current), Instant.now());
			}
		}, new PeriodicTrigger(Duration.ofMinutes(1)));
		assertThat(Contexts.await(seen)).isSameAs(A);
		future.cancel(false);
	}

	@Test
	void runOfARecurringTaskHasNotWaited() {
		ThreadPoolTaskScheduler scheduler = threadPool(null);
		CompletableFuture<RunningTask> seen = new CompletableFuture<>();
		ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(Contexts.completing(seen, RunningTask::current),
				OFTEN);
		assertThat(Contexts.await(seen).queueNanos()).isEqualTo(-1);
		future.cancel(false);
	}

	@Test
	void threadPoolExecutesAndSubmitsWithTheContext() {
		ThreadPoolTaskScheduler scheduler = threadPool(null);
		CompletableFuture<Context> executed = new CompletableFuture<>();
		try (Scope a = A.makeCurrent()) {
			scheduler.execute(Contexts.completing(executed, Context::current));
			assertThat(Contexts.await(executed)).isSameAs(A);
			assertThat(Contexts.await(scheduler.submit(() -> Context.current()))).isSameAs(A);
		}
		scheduler.setTaskDecorator((task) -> task);
		Workers.holdNothing(scheduler.getScheduledExecutor(), 1);
	}

	@Test
	void springsSchedulerWithAThreadPerTaskLosesTheContextThoughItHasTheDecorator() {
		SimpleAsyncTaskScheduler springs = open(new SimpleAsyncTaskScheduler());
		springs.setTaskDecorator(new PropagatingTaskDecorator(this.propagation));
		assertThat(seenOnceBy(springs)).isSameAs(Context.root());
	}

	@Test
	void schedulerWithAThreadPerTaskInheritsOnce() {
		assertThat(seenOnceBy(threadPerTask(false))).isSameAs(A);
	}

	@ParameterizedTest
	@EnumSource
	void schedulerWithAThreadPerTaskBeginsEachRunWithNothing(Recurring recurring) {
		assertThat(recurring.seenBy(threadPerTask(false))).containsOnly(Context.root());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void schedulerWithAVirtualThreadPerTaskInheritsOnce() {
		assertThat(seenOnceBy(threadPerTask(true))).isSameAs(A);
	}

	@ParameterizedTest
	@EnumSource
	@EnabledForJreRange(min = JRE.JAVA_21)
	void schedulerWithAVirtualThreadPerTaskBeginsEachRunWithNothing(Recurring recurring) {
		assertThat(recurring.seenBy(threadPerTask(true))).containsOnly(Context.root());
	}

	@Test
	void schedulerOverAWrappedServiceInheritsOnce() {
		assertThat(seenOnceBy(new ConcurrentTaskScheduler(wrappedService()))).isSameAs(A);
	}

	@ParameterizedTest
	@EnumSource
	void schedulerOverAWrappedServiceBeginsEachRunWithNothing(Recurring recurring) {
		assertThat(recurring.seenBy(new ConcurrentTaskScheduler(wrappedService()))).containsOnly(Context.root());
	}

	@Test
	void wrappedServiceInheritsOnce() {
		ScheduledExecutorService service = wrappedService();
		CompletableFuture<Context> seen = new CompletableFuture<>();
		try (Scope a = A.makeCurrent()) {
			service.schedule(Contexts.completing(seen, Context::current), 1, TimeUnit.MILLISECONDS);
			assertThat(Contexts.await(service.schedule(() -> Context.current(), 1, TimeUnit.MILLISECONDS))).isSameAs(A);
		}
		assertThat(Contexts.await(seen)).isSameAs(A);
	}

	@Test
	void serviceThatIsNotWrappedLosesTheContext() {
		assertThat(seenOnceBy(new ConcurrentTaskScheduler(this.pool))).isSameAs(Context.root());
	}

	/**
	 * A decorator of a user's, behind which nobody sees a scheduled future.
	 */
	private static TaskDecorator hiding() {
		return (task) -> task::run;
	}

	private static Context seenOnceBy(TaskScheduler scheduler) {
		CompletableFuture<Context> seen = new CompletableFuture<>();
		try (Scope a = A.makeCurrent()) {
			scheduler.schedule(Contexts.completing(seen, Context::current), Instant.now());
		}
		return Contexts.await(seen);
	}

	private ThreadPoolTaskScheduler threadPool(TaskDecorator decorator) {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setTaskDecorator(decorator);
		scheduler.initialize();
		instrument(scheduler);
		this.opened.add(scheduler::shutdown);
		return scheduler;
	}

	private PropagatingTaskScheduler threadPerTask(boolean virtual) {
		PropagatingTaskScheduler scheduler = open(new PropagatingTaskScheduler(this.propagation));
		scheduler.setVirtualThreads(virtual);
		instrument(scheduler);
		return scheduler;
	}

	private ScheduledExecutorService wrappedService() {
		return (ScheduledExecutorService) this.instrumentation
			.instrument(Executors.unconfigurableScheduledExecutorService(this.pool), ScheduledExecutorService.class)
			.executor();
	}

	private void instrument(Executor scheduler) {
		InstrumentedExecutor instrumented = this.instrumentation.instrument(scheduler, scheduler.getClass());
		assertThat(instrumented.leftAloneBecause()).isNull();
		assertThat(instrumented.executor()).isSameAs(scheduler);
	}

	private <T extends AutoCloseable> T open(T scheduler) {
		this.opened.add(scheduler);
		return scheduler;
	}

}
