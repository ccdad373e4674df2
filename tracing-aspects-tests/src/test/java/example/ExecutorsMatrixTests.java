package example;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import dev.tracing.test.RecordedTraces;
import example.woven.Executors;
import example.woven.Leaf;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.AsyncTaskExecutor;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Row C4: executors that no bean knows.
 */
@WovenTest
class ExecutorsMatrixTests {

	private final Executors executors = new Executors();

	@Autowired
	private RecordedTraces traces;

	@Autowired
	private AsyncTaskExecutor bean;

	@Test
	void c4_submit() throws Exception {
		this.executors.submit();
		assertThat(this.traces.awaitOne()).hasTree("""
				Executors.submit
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c4_execute() throws Exception {
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(5);
		this.executors.execute(pool, new Leaf(5));
		assertThat(this.traces.awaitOne()).hasTree("""
				Executors.execute
				└─ Leaf.work ×5 ∥
				""");
		pool.shutdown();
	}

	@Test
	void c4_invokeAll() throws Exception {
		this.executors.invokeAll();
		assertThat(this.traces.awaitOne()).hasTree("""
				Executors.invokeAll
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c4_invokeAny() throws Exception {
		this.executors.invokeAny();
		assertThat(this.traces.awaitOne()).hasTree("""
				Executors.invokeAny
				└─ Leaf.work
				""");
	}

	@Test
	void c4_completionService() throws Exception {
		this.executors.completionService();
		assertThat(this.traces.awaitOne()).hasTree("""
				Executors.completionService
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c4_schedule() throws Exception {
		this.executors.schedule();
		assertThat(this.traces.awaitOne()).hasTree("""
				Executors.schedule
				└─ Leaf.work ×2
				""");
	}

	@Test
	void eachRunOfARecurringTaskIsATraceOfItsOwn() throws Exception {
		this.executors.recur();
		assertThat(this.traces.await(4)).filteredOn((trace) -> trace.find("Leaf.quick").isPresent())
			.hasSize(3)
			.allSatisfy((trace) -> assertThat(trace).hasTree("Leaf.quick"));
	}

	@Test
	void beanThatCarriesTheContextItselfCarriesItOnce() throws Exception {
		this.executors.execute(this.bean, new Leaf(5));
		var trace = this.traces.awaitOne();
		assertThat(trace).hasTree("""
				Executors.execute
				└─ Leaf.work ×5 ∥
				""");
		assertThat(trace.roots().get(0).children()).extracting((leaf) -> leaf.span().taskId())
			.doesNotHaveDuplicates()
			.allSatisfy((id) -> assertThat(id).isPresent());
	}

	@Test
	void tasksThatAQueueComparesStayAsTheyAre() throws Exception {
		List<Integer> order = new ArrayList<>();
		this.executors.prioritized(order);
		assertThat(order).containsExactly(1, 2, 3);
		assertThat(this.traces.awaitOne()).hasTree("Executors.prioritized");
	}

	@Test
	void tasksThatAreNeverStartedComeBackAsTheyWere() {
		Runnable waiting = () -> {
		};
		assertThat(this.executors.shutDown(waiting)).containsExactly(waiting);
	}

	@Test
	void executorItselfRefusesNull() {
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(1);
		assertThatNullPointerException().isThrownBy(() -> this.executors.refuse(pool))
			.satisfies((ex) -> assertThat(ex.getStackTrace()[0].getClassName()).startsWith("java."));
		pool.shutdown();
	}

	@Test
	void executorOfTheCallersOwnThreadLeavesItAsItWas() throws Exception {
		Executor here = Runnable::run;
		this.executors.execute(here, new Leaf());
		assertThat(this.traces.awaitOne()).hasTree("""
				Executors.execute
				└─ Leaf.work ×5
				""");
	}

}
