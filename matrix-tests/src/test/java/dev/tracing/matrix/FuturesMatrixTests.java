package dev.tracing.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Methods that return a future which another thread completes. That thread belongs to a
 * pool that no Spring bean knows, so that it carries nothing by itself.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class FuturesMatrixTests {

	private static final String FIVE_SIBLINGS = """
			Root.fanOut
			└─ Leaf.* ×5
			""";

	@Autowired
	private Root root;

	@Autowired
	private Leaf leaf;

	@Autowired
	private RecordedTraces traces;

	@Test
	void d1_fiveFuturesStartedInARowAreSiblingsAndLastUntilTheyComplete() {
		this.root.fanOut(this.leaf::future);
		assertFiveAsLongAsTheirWork();
	}

	@Test
	void d2_soAreStagesSubclassesAndFuturesDeclaredAsObject() {
		List<Supplier<Object>> kinds = List.of(this.leaf::stage, this.leaf::subclass, this.leaf::object);
		for (Supplier<Object> kind : kinds) {
			this.root.fanOut(() -> ((CompletionStage<?>) kind.get()).toCompletableFuture());
			assertFiveAsLongAsTheirWork();
		}
	}

	@Test
	void d3_aFutureThatFailsIsAnErrorWithItsCause() {
		CompletableFuture<String> future = this.leaf.failing();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join);
		assertThat(this.traces.awaitOne()).hasTree("Leaf.failing [error: java.lang.IllegalStateException]");
	}

	@Test
	void d4_aFutureThatIsCompleteEndsAtOnce() {
		assertThat(this.leaf.complete()).isCompletedWithValue("done");
		assertThat(this.traces.awaitOne()).hasTree("Leaf.complete [unset]");
	}

	@Test
	void d5_cancelReachesTheUsersOwnFutureAndEndsTheSpan() {
		CompletableFuture<String> own = new CompletableFuture<>();
		CompletableFuture<String> returned = this.leaf.given(own);
		assertThat(returned).isSameAs(own);
		returned.cancel(true);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(own::join);
		assertThat(this.traces.awaitOne()).hasTree("Leaf.given [cancelled]");
	}

	@Test
	void d5_aFutureThatTimesOutIsAnError() {
		CompletableFuture<String> own = new CompletableFuture<>();
		CompletableFuture<String> returned = this.leaf.given(own).orTimeout(10, TimeUnit.MILLISECONDS);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(returned::join)
			.withCauseInstanceOf(TimeoutException.class);
		assertThat(this.traces.awaitOne()).hasTree("Leaf.given [error: java.util.concurrent.TimeoutException]");
	}

	@Test
	void d6_aPlainCallRightAfterIsASibling() {
		this.root.futureThenPlain();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.futureThenPlain
				├─ Leaf.future
				└─ Leaf.plain
				""");
	}

	@Test
	void d7_aLeafInAContinuationIsNotUnderTheRequestThatTheThreadServedBefore() {
		this.root.fanOut(this.leaf::future);
		this.root.continues();
		assertThat(this.traces.await(3)).filteredOn((trace) -> trace.find("Leaf.plain").isPresent())
			.singleElement()
			.satisfies((trace) -> assertThat(trace).hasTree("Leaf.plain"));
	}

	@Test
	void d7_aLeafInAContinuationOfATaskOnAnExecutorBeanIsUnderTheCodeThatSubmittedIt(
			@Autowired AsyncTaskExecutor executor) {
		this.root.call(() -> CompletableFuture.supplyAsync(Work::work, executor).thenRun(this.leaf::plain).join());
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.call
				└─ Leaf.plain
				""");
	}

	/**
	 * As without tracing: nothing of ours is between the caller and the future.
	 */
	@Test
	void d7_withoutWeavingALeafInAContinuationRunsInTheContextOfWhoeverCompletesTheFuture() {
		CompletableFuture<String> shared = new CompletableFuture<>();
		this.root.call(() -> shared.thenRun(this.leaf::plain));
		this.root.call(() -> shared.complete("done"));
		assertThat(this.traces.await(2)).extracting((trace) -> trace.find("Leaf.plain").isPresent())
			.containsExactly(false, true);
	}

	private void assertFiveAsLongAsTheirWork() {
		Trace trace = this.traces.awaitOne();
		assertThat(trace).hasTree(FIVE_SIBLINGS);
		assertThat(trace.roots().get(0).children())
			.allSatisfy((leaf) -> assertThat(leaf.durationNanos()).isGreaterThanOrEqualTo(Work.MILLIS * 1_000_000));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Root.class, Leaf.class })
	static class Application {

	}

	static class Root {

		private final Leaf leaf;

		Root(Leaf leaf) {
			this.leaf = leaf;
		}

		@Traced
		public void fanOut(Supplier<CompletableFuture<?>> start) {
			List<CompletableFuture<?>> futures = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				futures.add(start.get());
			}
			futures.forEach(CompletableFuture::join);
		}

		@Traced
		public void futureThenPlain() {
			CompletableFuture<String> future = this.leaf.future();
			this.leaf.plain();
			future.join();
		}

		@Traced
		public void call(Runnable work) {
			work.run();
		}

		@Traced
		public void continues() {
			this.leaf.future().thenRun(this.leaf::plain).join();
		}

	}

	static class Leaf {

		private final ExecutorService elsewhere = Executors.newFixedThreadPool(5, (task) -> {
			Thread thread = new Thread(task, "elsewhere");
			thread.setDaemon(true);
			return thread;
		});

		@Traced
		public CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(Work::work, this.elsewhere);
		}

		@Traced
		public CompletionStage<String> stage() {
			return future(new CompletableFuture<>());
		}

		@Traced
		public OwnFuture subclass() {
			return future(new OwnFuture());
		}

		@Traced
		public Object object() {
			return future(new CompletableFuture<>());
		}

		@Traced
		public CompletableFuture<String> failing() {
			return CompletableFuture.supplyAsync(() -> {
				throw new IllegalStateException("broken");
			}, this.elsewhere);
		}

		@Traced
		public CompletableFuture<String> complete() {
			return CompletableFuture.completedFuture("done");
		}

		@Traced
		public CompletableFuture<String> given(CompletableFuture<String> future) {
			return future;
		}

		@Traced
		public String plain() {
			return "done";
		}

		private <F extends CompletableFuture<String>> F future(F future) {
			this.elsewhere.execute(() -> future.complete(Work.work()));
			return future;
		}

	}

	static class OwnFuture extends CompletableFuture<String> {

	}

}
