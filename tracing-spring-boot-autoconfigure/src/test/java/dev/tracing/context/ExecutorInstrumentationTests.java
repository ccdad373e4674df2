package dev.tracing.context;

import java.util.Comparator;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class ExecutorInstrumentationTests {

	private final ExecutorInstrumentation instrumentation = new ExecutorInstrumentation(new TaskPropagation());

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>());

	@AfterEach
	void shutdown() {
		this.pool.shutdown();
		Workers.holdsNothing();
	}

	@Test
	void wrapperIsWhatTheExecutorIs() {
		ScheduledExecutorService scheduled = new ScheduledThreadPoolExecutor(1);
		assertThat(wrap(scheduled, Executor.class)).isInstanceOf(ScheduledExecutorService.class);
		scheduled.shutdown();
		assertThat(wrap(this.pool, Executor.class)).isInstanceOf(ExecutorService.class)
			.isNotInstanceOf(ScheduledExecutorService.class)
			.isNotInstanceOf(TaskExecutor.class);
		assertThat(wrap((AsyncTaskExecutor) Runnable::run, Executor.class)).isInstanceOf(AsyncTaskExecutor.class);
		assertThat(wrap(new SyncTaskExecutor(), TaskExecutor.class)).isNotInstanceOf(AsyncTaskExecutor.class);
		assertThat(wrap(Runnable::run, Executor.class)).isNotInstanceOf(TaskExecutor.class);
	}

	@Test
	void executorsOfTheJdkAreWrapped() {
		for (ExecutorService executor : new ExecutorService[] { this.pool, ForkJoinPool.commonPool(),
				Executors.unconfigurableExecutorService(this.pool) }) {
			assertThat(wrap(executor, ExecutorService.class)).isNotSameAs(executor);
		}
	}

	@Test
	void poolsAreLeftAloneWhereSomebodyElseHasThemCarry() {
		ExecutorInstrumentation rest = new ExecutorInstrumentation(new TaskPropagation(), true);
		ScheduledExecutorService scheduled = new ScheduledThreadPoolExecutor(1);
		for (Executor executor : new Executor[] { this.pool, scheduled, ForkJoinPool.commonPool(),
				new ThreadPoolTaskExecutor(), new ThreadPoolTaskScheduler() }) {
			assertThat(rest.instrument(executor, Executor.class)).isEqualTo(InstrumentedExecutor.carrying(executor));
		}
		assertThat(rest.instrument(Runnable::run, Executor.class).executor()).isInstanceOf(WrappedExecutor.class);
		scheduled.shutdown();
	}

	@Test
	void executorThatIsDeclaredAsAClassIsLeftAlone() {
		assertThat(leftAlone(this.pool, ThreadPoolExecutor.class)).contains(ThreadPoolExecutor.class.getName())
			.contains("ExecutorService");
	}

	@Test
	void executorThatIsSomethingElseAsWellIsLeftAlone() {
		assertThat(leftAlone(new ExecutorWithLifecycle(), Executor.class)).contains(SmartLifecycle.class.getName());
	}

	@Test
	void serviceWithMethodsOfItsOwnIsLeftAlone() {
		assertThat(leftAlone(new CountingPool(), ExecutorService.class)).contains(Counting.class.getName());
		assertThat(leftAlone(new CountingPool(), Counting.class)).contains(Counting.class.getName());
	}

	@Test
	void poolWhoseQueueHasAComparatorIsLeftAlone() {
		ThreadPoolExecutor ordered = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
				new PriorityBlockingQueue<>(1, Comparator.comparing(Object::toString)));
		assertThat(leftAlone(ordered, ExecutorService.class)).contains("queue");
		ThreadPoolTaskExecutor springs = new ThreadPoolTaskExecutor() {

			@Override
			protected PriorityBlockingQueue<Runnable> createQueue(int capacity) {
				return new PriorityBlockingQueue<>(1, Comparator.comparing(Object::toString));
			}

		};
		springs.initialize();
		assertThat(leftAlone(springs, ThreadPoolTaskExecutor.class)).contains("queue");
		springs.shutdown();
	}

	@Test
	void springsSchedulersThatCannotInheritAreLeftAlone() {
		SimpleAsyncTaskScheduler simple = new SimpleAsyncTaskScheduler();
		assertThat(leftAlone(simple, SimpleAsyncTaskScheduler.class))
			.contains(PropagatingTaskScheduler.class.getName());
		simple.close();
		assertThat(leftAlone(new ConcurrentTaskScheduler(new ScheduledThreadPoolExecutor(1)),
				ConcurrentTaskScheduler.class))
			.contains("ScheduledExecutorService");
	}

	@Test
	void proxyOfASpringExecutorIsLeftAloneSoThatItsDecoratorIsNotLost() {
		ThreadPoolTaskExecutor target = new ThreadPoolTaskExecutor();
		target.initialize();
		ProxyFactory proxies = new ProxyFactory(target);
		proxies.setProxyTargetClass(true);
		assertThat(leftAlone((Executor) proxies.getProxy(), ThreadPoolTaskExecutor.class)).contains("proxy");
		target.shutdown();
	}

	@Test
	void executorThatIsNotYetInitialisedIsInstrumented() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		assertThat(wrap(executor, ThreadPoolTaskExecutor.class)).isSameAs(executor);
	}

	@Test
	void wrapperIsNotWrapped() {
		Executor wrapper = wrap(this.pool, ExecutorService.class);
		assertThat(wrap(wrapper, ExecutorService.class)).isSameAs(wrapper);
	}

	private Executor wrap(Executor executor, Class<?> declaredType) {
		InstrumentedExecutor instrumented = this.instrumentation.instrument(executor, declaredType);
		assertThat(instrumented.leftAloneBecause()).isNull();
		return instrumented.executor();
	}

	private String leftAlone(Executor executor, Class<?> declaredType) {
		InstrumentedExecutor instrumented = this.instrumentation.instrument(executor, declaredType);
		assertThat(instrumented.executor()).isSameAs(executor);
		return instrumented.leftAloneBecause();
	}

	interface Counting extends ExecutorService {

		int count();

	}

	private static final class CountingPool extends ThreadPoolExecutor implements Counting {

		CountingPool() {
			super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

		@Override
		public int count() {
			return 0;
		}

	}

	private static final class ExecutorWithLifecycle implements Executor, SmartLifecycle {

		@Override
		public void execute(Runnable task) {
			task.run();
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return true;
		}

	}

}
