package dev.tracing.context;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link ExecutorInstrumentation} does to Spring's executors.
 */
class SpringExecutorsTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context STALE = Contexts.numbered(2);

	private static final ExecutorService POOL = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicInteger handOffs = new AtomicInteger();

	private final TaskPropagation propagation = new TaskPropagation(
			new ContextRegistry().registerThreadLocalAccessor(new CountingAccessor(this.handOffs)),
			List.of("counting"));

	private final ExecutorInstrumentation instrumentation = new ExecutorInstrumentation(this.propagation);

	@AfterEach
	void threadsHoldNothing() {
		Workers.holdNothing(POOL, 1);
	}

	static Stream<AsyncTaskExecutor> executors() {
		return Stream.of(threadPool(), new SimpleAsyncTaskExecutor(), new ConcurrentTaskExecutor(POOL),
				new TaskExecutorAdapter(POOL), (AsyncTaskExecutor) (task) -> POOL.execute(task));
	}

	@ParameterizedTest
	@MethodSource("executors")
	void everyWayToSubmitCarriesTheContext(AsyncTaskExecutor plain) {
		AsyncTaskExecutor executor = instrument(plain);
		List<Context> seen = new CopyOnWriteArrayList<>();
		Callable<Context> call = Context::current;
		Runnable run = () -> seen.add(Context.current());
		try (Scope a = A.makeCurrent()) {
			assertThat(Contexts.await(executor.submit(call))).isSameAs(A);
			assertThat(Contexts.await(executor.submitCompletable(call))).isSameAs(A);
			Contexts.await(executor.submit(run));
			Contexts.await(executor.submitCompletable(run));
			FutureTask<Context> executed = new FutureTask<>(call);
			executor.execute(executed);
			assertThat(Contexts.await(executed)).isSameAs(A);
		}
		assertThat(seen).containsExactly(A, A);
		assertThat(Contexts.await(executor.submit(call))).isSameAs(Context.root());
		close(plain);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void isInstrumentedOnce(AsyncTaskExecutor plain) {
		AsyncTaskExecutor executor = instrument(plain);
		assertThat(instrument(executor)).isSameAs(executor);
		Contexts.await(executor.submit(() -> {
		}));
		assertThat(this.handOffs).hasValue(1);
		close(plain);
	}

	@Test
	void usersDecoratorGoesOnToWorkAndRunsWithTheContext() {
		ThreadPoolTaskExecutor executor = threadPool();
		List<Context> seen = new CopyOnWriteArrayList<>();
		executor.setTaskDecorator((task) -> () -> {
			seen.add(Context.current());
			task.run();
		});
		instrument(executor);
		try (Scope a = A.makeCurrent()) {
			Contexts.await(executor.submit(() -> seen.add(Context.current())));
		}
		assertThat(seen).containsExactly(A, A);
		close(executor);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void decoratorOfOursAmongOthersIsNotRepeated(boolean oursFirst) {
		ThreadPoolTaskExecutor executor = threadPool();
		List<Context> seen = new CopyOnWriteArrayList<>();
		TaskDecorator users = (task) -> () -> {
			seen.add(Context.current());
			task.run();
		};
		TaskDecorator ours = new PropagatingTaskDecorator(this.propagation);
		executor.setTaskDecorator(new CompositeTaskDecorator(oursFirst ? List.of(ours, users) : List.of(users, ours)));
		instrument(executor);
		try (Scope a = A.makeCurrent()) {
			Contexts.await(executor.submit(() -> {
			}));
		}
		assertThat(this.handOffs).hasValue(1);
		assertThat(seen).containsExactly(A);
		close(executor);
	}

	@Test
	void decoratorOfSpringsThatPropagatesTooDoesNoHarm() {
		ThreadPoolTaskExecutor executor = threadPool();
		executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
		instrument(executor);
		try (Scope a = A.makeCurrent()) {
			assertThat(Contexts.await(executor.submit((Callable<Context>) Context::current))).isSameAs(A);
		}
		Workers.holdNothing(executor.getThreadPoolExecutor());
		close(executor);
	}

	@Test
	void decoratorOfSpringsLeavesAStaleContextWhereTheSubmitterHadNone() {
		Callable<Context> look = Context::current;
		assertThat(onStaleWorker(new ContextPropagatingTaskDecorator(), look)).isSameAs(STALE);
		assertThat(onStaleWorker(new PropagatingTaskDecorator(this.propagation), look)).isSameAs(Context.root());
	}

	@Test
	void poolThatIsWarmedInATraceDoesNotRememberIt() {
		ThreadPoolTaskExecutor executor = threadPool();
		instrument(executor);
		Callable<Context> look = Context::current;
		try (Scope stale = STALE.makeCurrent()) {
			assertThat(Contexts.await(executor.submit(look))).isSameAs(STALE);
		}
		assertThat(Contexts.await(executor.submit(look))).isSameAs(Context.root());
		try (Scope a = A.makeCurrent()) {
			assertThat(Contexts.await(executor.submit(look))).isSameAs(A);
		}
		Workers.holdNothing(executor.getThreadPoolExecutor());
		close(executor);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsCarryTheContext() {
		SimpleAsyncTaskExecutor simple = new SimpleAsyncTaskExecutor();
		simple.setVirtualThreads(true);
		for (AsyncTaskExecutor plain : List.of(simple, new VirtualThreadTaskExecutor())) {
			AsyncTaskExecutor executor = instrument(plain);
			try (Scope a = A.makeCurrent()) {
				assertThat(Contexts.await(executor.submit((Callable<Context>) Context::current))).isSameAs(A);
				assertThat(Contexts.await(executor.submit((Callable<?>) RunningTask::current))).isNotNull();
			}
		}
		simple.close();
	}

	private AsyncTaskExecutor instrument(AsyncTaskExecutor executor) {
		InstrumentedExecutor instrumented = this.instrumentation.instrument(executor, AsyncTaskExecutor.class);
		assertThat(instrumented.leftAloneBecause()).isNull();
		return (AsyncTaskExecutor) instrumented.executor();
	}

	/**
	 * What a task that is submitted with nothing sees on a thread that has a context.
	 */
	private static Context onStaleWorker(TaskDecorator decorator, Callable<Context> look) {
		CompletableFuture<Context> seen = new CompletableFuture<>();
		Runnable task = decorator.decorate(Contexts.completing(seen, look));
		Contexts.onNewThread(() -> {
			try (Scope stale = STALE.makeCurrent()) {
				task.run();
			}
			return true;
		});
		return Contexts.await(seen);
	}

	private static ThreadPoolTaskExecutor threadPool() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.initialize();
		return executor;
	}

	private static void close(AsyncTaskExecutor executor) {
		if (executor instanceof ThreadPoolTaskExecutor pool) {
			pool.shutdown();
		}
	}

	/**
	 * Has no value, so that it is cleared once where a hand-off arrives.
	 */
	private record CountingAccessor(AtomicInteger cleared) implements ThreadLocalAccessor<String> {

		@Override
		public Object key() {
			return "counting";
		}

		@Override
		public String getValue() {
			return null;
		}

		@Override
		public void setValue(String value) {
		}

		@Override
		public void setValue() {
			this.cleared.incrementAndGet();
		}

		@Override
		public void restore() {
		}

	}

}
