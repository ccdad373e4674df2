package dev.tracing.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's tasks on the executor and the scheduler that Spring Boot makes. Run again, by
 * a subclass, on those that it makes for virtual threads.
 */
@SpringBootTest(classes = SpringTasksMatrixTests.Application.class, webEnvironment = WebEnvironment.NONE)
class SpringTasksMatrixTests {

	@Autowired
	private Root root;

	@Autowired
	private Recurring recurring;

	@Autowired
	private RecordedTraces traces;

	@Test
	void b1_asyncMethodsWithoutResultAreSiblings() throws Exception {
		this.root.fire();
		assertFiveSiblings("Root.fire", "Leaf.fired");
	}

	@Test
	void b2_asyncMethodsThatReturnAFutureAreSiblings() {
		this.root.joinAll();
		assertFiveSiblings("Root.joinAll", "Leaf.future");
	}

	@Test
	void b2_asyncMethodsThatReturnAPlainFutureAreSiblings() throws Exception {
		this.root.getAll();
		assertFiveSiblings("Root.getAll", "Leaf.plainFuture");
	}

	@Test
	void b7_anAsyncLeafCallsAnotherAsyncBean() {
		this.root.chained();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.chained
				└─ Leaf.chained ×5
				   └─ Inner.work
				""");
	}

	@Test
	void b8_asyncEventListenersAreSiblings() throws Exception {
		this.root.publish();
		assertFiveSiblings("Root.publish", "Listener.on");
	}

	@Test
	void b10_tasksOnTheInjectedExecutorAreSiblings() throws Exception {
		this.root.onExecutor();
		assertFiveSiblings("Root.onExecutor", "Leaf.work");
	}

	@Test
	void b11_tasksScheduledOnceAreSiblings() throws Exception {
		this.root.schedule();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.schedule
				└─ Leaf.work ×5
				""");
	}

	@Test
	void b12_eachRunOfARecurringTaskIsATraceOfItsOwn() throws Exception {
		this.recurring.startWithin();
		List<Trace> runs = this.traces.await(4);
		assertThat(runs).filteredOn((trace) -> trace.root().name().equals("Recurring.startWithin"))
			.singleElement()
			.satisfies((trace) -> assertThat(trace).hasSpans(1));
		assertThat(runs).filteredOn((trace) -> trace.root().name().equals("Leaf.work")).hasSize(3);
	}

	private void assertFiveSiblings(String root, String leaf) {
		assertThat(this.traces.awaitOne((trace) -> trace.findAll(leaf).size() == 5)).hasTree("""
				%s
				└─ %s ×5
				""".formatted(root, leaf));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@EnableScheduling
	@Import({ Root.class, Leaf.class, Inner.class, Listener.class, Recurring.class })
	static class Application {

	}

	static class Root {

		private final Leaf leaf;

		private final ApplicationEventPublisher events;

		private final AsyncTaskExecutor executor;

		private final TaskScheduler scheduler;

		Root(Leaf leaf, ApplicationEventPublisher events,
				@Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor, TaskScheduler scheduler) {
			this.leaf = leaf;
			this.events = events;
			this.executor = executor;
			this.scheduler = scheduler;
		}

		@Traced
		public void fire() throws InterruptedException {
			CountDownLatch done = new CountDownLatch(5);
			for (int i = 0; i < 5; i++) {
				this.leaf.fired(done);
			}
			done.await();
		}

		@Traced
		public void joinAll() {
			List<CompletableFuture<String>> futures = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				futures.add(this.leaf.future());
			}
			futures.forEach(CompletableFuture::join);
		}

		@Traced
		public void getAll() throws InterruptedException, ExecutionException {
			List<Future<String>> futures = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				futures.add(this.leaf.plainFuture());
			}
			for (Future<String> future : futures) {
				future.get();
			}
		}

		@Traced
		public void chained() {
			List<CompletableFuture<String>> futures = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				futures.add(this.leaf.chained());
			}
			futures.forEach(CompletableFuture::join);
		}

		@Traced
		public void publish() throws InterruptedException {
			CountDownLatch done = new CountDownLatch(5);
			for (int i = 0; i < 5; i++) {
				this.events.publishEvent(new Happened(done));
			}
			done.await();
		}

		@Traced
		public void onExecutor() throws Exception {
			CountDownLatch executed = new CountDownLatch(1);
			this.executor.execute(() -> {
				this.leaf.work();
				executed.countDown();
			});
			List<Future<?>> futures = new ArrayList<>();
			futures.add(this.executor.submit(this.leaf::work));
			futures.add(this.executor.submit((Runnable) this.leaf::work));
			futures.add(this.executor.submitCompletable(this.leaf::work));
			futures.add(this.executor.submitCompletable((Runnable) this.leaf::work));
			for (Future<?> future : futures) {
				future.get();
			}
			executed.await();
		}

		@Traced
		public void schedule() throws InterruptedException {
			// a scheduler of virtual threads completes its futures when it has started
			// the threads
			CountDownLatch done = new CountDownLatch(5);
			for (int i = 0; i < 5; i++) {
				this.scheduler.schedule(() -> {
					this.leaf.work();
					done.countDown();
				}, Instant.now().plusMillis(5));
			}
			done.await();
		}

	}

	static class Leaf {

		private final Inner inner;

		Leaf(Inner inner) {
			this.inner = inner;
		}

		@Async
		@Traced
		public void fired(CountDownLatch done) {
			Work.work();
			done.countDown();
		}

		@Async
		@Traced
		public CompletableFuture<String> future() {
			return CompletableFuture.completedFuture(Work.work());
		}

		@Async
		@Traced
		public Future<String> plainFuture() {
			return CompletableFuture.completedFuture(Work.work());
		}

		@Async
		@Traced
		public CompletableFuture<String> chained() {
			return this.inner.work();
		}

		@Traced
		public String work() {
			return Work.work();
		}

	}

	static class Inner {

		@Async
		@Traced
		public CompletableFuture<String> work() {
			return CompletableFuture.completedFuture(Work.work());
		}

	}

	record Happened(CountDownLatch done) {
	}

	static class Listener {

		@Async
		@EventListener
		@Traced
		public void on(Happened event) {
			Work.work();
			event.done().countDown();
		}

	}

	static class Recurring {

		private final Leaf leaf;

		private final TaskScheduler scheduler;

		Recurring(Leaf leaf, TaskScheduler scheduler) {
			this.leaf = leaf;
			this.scheduler = scheduler;
		}

		@Traced
		public void startWithin() throws InterruptedException {
			CountDownLatch runs = new CountDownLatch(3);
			AtomicInteger started = new AtomicInteger();
			Future<?> recurring = this.scheduler.scheduleAtFixedRate(() -> {
				if (started.incrementAndGet() <= 3) {
					this.leaf.work();
					runs.countDown();
				}
			}, Duration.ofMillis(1));
			runs.await();
			recurring.cancel(false);
		}

	}

}
