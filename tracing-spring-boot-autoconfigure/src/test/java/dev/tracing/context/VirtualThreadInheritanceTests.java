package dev.tracing.context;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadInheritanceTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context B = Contexts.numbered(2);

	private final AtomicLong clock = new AtomicLong();

	@AfterEach
	void threadHoldsNothing() {
		assertThat(Context.current()).isSameAs(Context.root());
	}

	@Test
	void isFoundToWork() {
		assertThat(VirtualThreadInheritance.probe()).isEqualTo(VirtualThreadInheritance.WORKS);
	}

	@Test
	void virtualThreadsBeginWithTheContextOfTheThreadThatMadeThem() {
		try (Scope a = A.makeCurrent()) {
			assertThat(onVirtualThread(Context::current)).isSameAs(A);
		}
	}

	@Test
	void virtualThreadsMadeOutsideOfAnyContextBeginWithNothing() {
		assertThat(onVirtualThread(Context::current)).isSameAs(Context.root());
	}

	@Test
	void tasksOfAnExecutorWithAThreadPerTaskBeginWithTheContextOfTheSubmitter() {
		ExecutorService executor = VirtualThreadFixture.perTaskExecutor();
		try (Scope a = A.makeCurrent()) {
			assertThat(Contexts.await(executor.submit(() -> Context.current()))).isSameAs(A);
			assertThat(Contexts.await(CompletableFuture.supplyAsync(Context::current, executor))).isSameAs(A);
		}
		assertThat(Contexts.await(executor.submit(() -> Context.current()))).isSameAs(Context.root());
		executor.shutdown();
	}

	@Test
	void threadsOfACarryingExecutorHaveWhatTheirTaskIsHandedAndInheritNothingBesides() {
		CompletableFuture<Context> besides = new CompletableFuture<>();
		ThreadFactory virtual = VirtualThreadFixture.factory(true);
		ExecutorService executor = carrying(VirtualThreadFixture.perTaskExecutor((task) -> virtual.newThread(() -> {
			besides.complete(Context.current());
			task.run();
		})));
		try (Scope a = A.makeCurrent()) {
			Callable<Context> inner = () -> onVirtualThread(Context::current);
			assertThat(Contexts.await(executor.submit(inner))).isSameAs(A);
			assertThat(Contexts.await(besides)).isSameAs(Context.root());
			executor.shutdown();
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.submit(inner));
			assertThat(onVirtualThread(Context::current)).isSameAs(A);
		}
	}

	private static ExecutorService carrying(ExecutorService executor) {
		return (ExecutorService) new ExecutorInstrumentation(new TaskPropagation())
			.instrument(executor, ExecutorService.class)
			.executor();
	}

	@Test
	void structuredTasksBeginWithTheContextOfTheirScope() throws Exception {
		Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
		assumeTrue(hasMethod(type, "open"), "another preview of structured concurrency");
		try (Scope a = A.makeCurrent(); AutoCloseable scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
			Callable<Context> task = Context::current;
			Object subtask = type.getMethod("fork", Callable.class).invoke(scope, task);
			type.getMethod("join").invoke(scope);
			Object result = Class.forName("java.util.concurrent.StructuredTaskScope$Subtask")
				.getMethod("get")
				.invoke(subtask);
			assertThat(result).isSameAs(A);
		}
	}

	@Test
	void virtualThreadsOfVirtualThreadsInherit() {
		try (Scope a = A.makeCurrent()) {
			assertThat(onVirtualThread(() -> onVirtualThread(Context::current))).isSameAs(A);
		}
	}

	@Test
	void platformThreadsOfVirtualThreadsDoNotInherit() {
		try (Scope a = A.makeCurrent()) {
			assertThat(onVirtualThread(() -> Contexts.onNewThread(Context::current))).isSameAs(Context.root());
		}
	}

	@Test
	void virtualThreadsOfAPlatformThreadThatWasMadeInsideATraceDoNotInherit() {
		try (Scope a = A.makeCurrent()) {
			assertThat(Contexts.onNewThread(() -> onVirtualThread(Context::current))).isSameAs(Context.root());
		}
	}

	@Test
	void threadsThatAreNotToInheritThreadLocalsDoNot() {
		try (Scope a = A.makeCurrent()) {
			CompletableFuture<Context> result = new CompletableFuture<>();
			VirtualThreadFixture.factory(false).newThread(Contexts.completing(result, Context::current)).start();
			assertThat(Contexts.await(result)).isSameAs(Context.root());
		}
	}

	@Test
	void whatIsAttachedHidesWhatIsInheritedUntilItIsClosed() {
		try (Scope a = A.makeCurrent()) {
			runOnVirtualThread(() -> {
				try (Scope b = B.makeCurrent()) {
					assertThat(Context.current()).isSameAs(B);
					assertThat(onVirtualThread(Context::current)).isSameAs(B);
				}
				try (Scope root = Context.root().makeCurrent()) {
					assertThat(Context.current()).isSameAs(Context.root());
					assertThat(onVirtualThread(Context::current)).isSameAs(Context.root());
				}
				assertThat(Context.current()).isSameAs(A);
			});
		}
	}

	@Test
	void workersOfAPoolDoNotInherit() {
		ExecutorService pool = Executors.newFixedThreadPool(1, VirtualThreadFixture.factory());
		try (Scope a = A.makeCurrent()) {
			assertThat(Contexts.await(pool.submit(() -> Context.current()))).isSameAs(Context.root());
			assertThat(Contexts.await(pool.submit(() -> onVirtualThread(Context::current)))).isSameAs(Context.root());
		}
		pool.shutdown();
	}

	@Test
	void threadsThatReactorMakesForItsTasksDoNotInherit() {
		Scheduler scheduler = new Schedulers.Factory() {
		}.newThreadPerTaskBoundedElastic(1, 10, VirtualThreadFixture.factory());
		scheduler.init();
		try (Scope a = A.makeCurrent()) {
			CompletableFuture<Context> result = new CompletableFuture<>();
			scheduler.schedule(Contexts.completing(result, Context::current));
			assertThat(Contexts.await(result)).isSameAs(Context.root());
		}
		scheduler.dispose();
	}

	@Test
	void whatDoesNotRecordIsDroppedAMinuteAfterTheThreadWasMade() {
		ContextStorage storage = new InheritingContextStorage(this.clock::get);
		try (Scope a = storage.attach(A)) {
			runOnVirtualThread(() -> {
				assertThat(storage.current()).isSameAs(A);
				passes(Duration.ofSeconds(59));
				assertThat(storage.current()).isSameAs(A);
				passes(Duration.ofSeconds(2));
				assertThat(storage.current()).isNull();
			});
		}
	}

	@Test
	void whatRecordsIsKeptUntilItEnds() {
		ContextStorage storage = new InheritingContextStorage(this.clock::get);
		Span span = SdkTracerProvider.builder().build().get("test").spanBuilder("span").startSpan();
		Context context = Context.root().with(span);
		try (Scope a = storage.attach(context)) {
			runOnVirtualThread(() -> {
				passes(Duration.ofMinutes(10));
				assertThat(storage.current()).isSameAs(context);
				span.end();
				assertThat(storage.current()).isNull();
			});
		}
	}

	@Test
	void threadsThatReplaceEachOtherDoNotKeepAContextForEver() {
		ContextStorage storage = new InheritingContextStorage(this.clock::get);
		try (Scope a = storage.attach(A)) {
			runOnVirtualThread(() -> {
				passes(Duration.ofSeconds(40));
				runOnVirtualThread(() -> {
					assertThat(storage.current()).isSameAs(A);
					passes(Duration.ofSeconds(40));
					assertThat(storage.current()).isNull();
				});
			});
		}
	}

	@Test
	void whatIsAttachedIsNotDropped() {
		ContextStorage storage = new InheritingContextStorage(this.clock::get);
		try (Scope a = storage.attach(A)) {
			runOnVirtualThread(() -> {
				try (Scope same = storage.attach(A)) {
					passes(Duration.ofMinutes(2));
					assertThat(storage.current()).isSameAs(A);
				}
				assertThat(storage.current()).isNull();
			});
		}
	}

	private void passes(Duration time) {
		this.clock.addAndGet(time.toNanos());
	}

	private static <T> T onVirtualThread(Callable<T> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		ThreadFactory factory = VirtualThreadFixture.factory();
		factory.newThread(Contexts.completing(result, call)).start();
		return Contexts.await(result);
	}

	private static void runOnVirtualThread(Runnable task) {
		onVirtualThread(Executors.callable(task, true));
	}

	private static boolean hasMethod(Class<?> type, String name) {
		for (Method method : type.getMethods()) {
			if (method.getName().equals(name)) {
				return true;
			}
		}
		return false;
	}

}
