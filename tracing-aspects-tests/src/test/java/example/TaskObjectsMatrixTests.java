package example;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import dev.tracing.test.RecordedTraces;
import example.woven.ForkJoin;
import example.woven.Threads;
import example.woven.Timers;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows C8, C9 and C13: fork/join, threads and timers.
 */
@WovenTest
class TaskObjectsMatrixTests {

	private final ForkJoin forkJoin = new ForkJoin();

	private final Threads threads = new Threads();

	private final Timers timers = new Timers();

	@Autowired
	private RecordedTraces traces;

	@AfterEach
	void commonPoolHoldsNothing() {
		CommonPool.assertHoldsNothing();
	}

	@Test
	void c8_recursiveTask() {
		assertThat(this.forkJoin.recursive()).isEqualTo(5);
		assertThat(this.traces.awaitOne()).hasTree("""
				ForkJoin.recursive
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c8_forkedActions() {
		this.forkJoin.forked();
		assertThat(this.traces.awaitOne()).hasTree("""
				ForkJoin.forked
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c8_actionsInvokedAllAtOnce() {
		this.forkJoin.allAtOnce();
		assertThat(this.traces.awaitOne()).hasTree("""
				ForkJoin.allAtOnce
				└─ Leaf.work ×7
				""");
	}

	@Test
	void c8_poolOfItsOwn() throws Exception {
		this.forkJoin.onAPool();
		assertThat(this.traces.awaitOne()).hasTree("""
				ForkJoin.onAPool
				└─ Leaf.work ×5
				""");
	}

	@Test
	void c8_countedCompleter() {
		this.forkJoin.counted();
		assertThat(this.traces.awaitOne()).hasTree("""
				ForkJoin.counted
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c8_completionOfACountedCompleter() {
		this.forkJoin.completed();
		assertThat(this.traces.awaitOne()).hasTree("""
				ForkJoin.completed
				└─ Leaf.quick
				""");
	}

	@Test
	void c9_newThread() throws Exception {
		this.threads.newThread();
		assertThat(this.traces.awaitOne()).hasTree("""
				Threads.newThread
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c9_subclassOfThread() throws Exception {
		this.threads.subclass();
		assertThat(this.traces.awaitOne()).hasTree("""
				Threads.subclass
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c9_subclassOfThreadWithATask() throws Exception {
		this.threads.subclassWithATask();
		assertThat(this.traces.awaitOne()).hasTree("""
				Threads.subclassWithATask
				└─ Leaf.work ×2
				""");
	}

	@Test
	void c9_threadOfAFactory() throws Exception {
		this.threads.ofAFactory();
		assertThat(this.traces.awaitOne()).hasTree("""
				Threads.ofAFactory
				└─ Leaf.work
				""");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void c9_builderOfPlatformThreads() throws Exception {
		call("example.woven.BuiltThreads");
		assertThat(this.traces.awaitOne()).hasTree("""
				BuiltThreads
				└─ Leaf.work ×3 ∥
				""");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsThatAreWovenInheritOnce() throws Exception {
		call("example.woven.VirtualThreads");
		assertThat(this.traces.awaitOne()).hasTree("""
				VirtualThreads
				└─ Leaf.work ×7 ∥
				""");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadOfAPoolHoldsNothingOfTheRequestThatMadeIt() throws Exception {
		try (AutoCloseable pool = (AutoCloseable) call("example.woven.VirtualThreads$Pool")) {
			assertThat(this.traces.awaitOne()).hasTree("""
					VirtualThreads.Pool
					└─ Leaf.quick
					""");
			assertThat(((ExecutorService) pool).submit(Context::current).get(10, TimeUnit.SECONDS))
				.isSameAs(Context.root());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void threadOfAPoolHoldsNothingOfTheRequestThatMadeIt(boolean lambda) throws Exception {
		ExecutorService pool = this.threads.warm(lambda);
		assertThat(this.traces.awaitOne()).hasTree("""
				Threads.warm
				└─ Leaf.work
				""");
		assertThat(pool.submit(Context::current).get(10, TimeUnit.SECONDS)).isSameAs(Context.root());
		pool.shutdown();
	}

	@Test
	void c13_timerThatFiresOnce() throws Exception {
		this.timers.once();
		assertThat(this.traces.awaitOne()).hasTree("""
				Timers.once
				└─ Leaf.quick ×2
				""");
	}

	@Test
	void eachRunOfARecurringTimerIsATraceOfItsOwn() throws Exception {
		this.timers.again();
		assertThat(this.traces.await(4)).filteredOn((trace) -> trace.find("Leaf.quick").isPresent())
			.hasSize(3)
			.allSatisfy((trace) -> assertThat(trace).hasTree("Leaf.quick"));
	}

	// a class that JDK 17 does not have
	private static Object call(String type) throws Exception {
		return ((Callable<?>) Class.forName(type).getConstructor().newInstance()).call();
	}

}
