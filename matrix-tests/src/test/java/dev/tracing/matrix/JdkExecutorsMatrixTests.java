package dev.tracing.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.tracing.Tracing;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The JDK's executors, as beans. The root is made by hand, in the test.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class JdkExecutorsMatrixTests {

	private static final String FIVE_SIBLINGS = """
			root
			└─ Leaf.work ×5
			""";

	@Autowired
	private Tracing tracing;

	@Autowired
	private Leaf leaf;

	@Autowired
	private ExecutorService pool;

	@Autowired
	private ScheduledExecutorService scheduler;

	@Autowired
	private ExecutorService callerRuns;

	@Autowired
	private ExecutorService rejecting;

	@Autowired
	private RecordedTraces traces;

	@Test
	void c1_submitAndExecute() throws Exception {
		this.tracing.call("root", () -> {
			CountDownLatch executed = new CountDownLatch(1);
			this.pool.execute(() -> {
				this.leaf.work();
				executed.countDown();
			});
			List<Future<?>> futures = new ArrayList<>();
			futures.add(this.pool.submit(this.leaf::work));
			futures.add(this.pool.submit((Runnable) this.leaf::work));
			futures.add(this.pool.submit(this.leaf::work, "result"));
			futures.add(this.pool.submit(this.leaf::work));
			getAll(futures);
			executed.await();
			return null;
		});
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
	}

	@Test
	void c2_invokeAllAndInvokeAny() throws Exception {
		List<Callable<String>> four = List.of(this.leaf::work, this.leaf::work, this.leaf::work, this.leaf::work);
		this.tracing.call("root", () -> {
			this.pool.invokeAll(four);
			return this.pool.invokeAny(List.of(this.leaf::work));
		});
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
	}

	@Test
	void c3_scheduleAndCompletionService() throws Exception {
		this.tracing.call("root", () -> {
			ExecutorCompletionService<String> completion = new ExecutorCompletionService<>(this.pool);
			for (int i = 0; i < 3; i++) {
				completion.submit(this.leaf::work);
			}
			List<Future<?>> scheduled = new ArrayList<>();
			scheduled.add(this.scheduler.schedule(this.leaf::work, 1, TimeUnit.MILLISECONDS));
			scheduled.add(this.scheduler.schedule((Runnable) this.leaf::work, 1, TimeUnit.MILLISECONDS));
			for (int i = 0; i < 3; i++) {
				completion.take().get();
			}
			getAll(scheduled);
			return null;
		});
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
	}

	@Test
	void c3_recurringTasksAreTracesOfTheirOwn() throws Exception {
		CountDownLatch runs = new CountDownLatch(2);
		this.tracing.call("root", () -> {
			Future<?> recurring = this.scheduler.scheduleAtFixedRate(() -> {
				if (runs.getCount() > 0) {
					this.leaf.work();
					runs.countDown();
				}
			}, 0, 1, TimeUnit.MILLISECONDS);
			runs.await();
			return recurring.cancel(false);
		});
		assertThat(this.traces.await(3)).allSatisfy((trace) -> assertThat(trace).hasSpans(1));
	}

	@Test
	void c6_completableFuturesOnAnExecutorBean() throws Exception {
		this.tracing.call("root", () -> {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				futures.add(CompletableFuture.supplyAsync(this.leaf::work, this.pool));
			}
			getAll(futures);
			return null;
		});
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
	}

	@Test
	void c14_aPoolThatWasWarmedInAnotherTrace() throws Exception {
		this.tracing.call("warming", () -> {
			getAll(List.of(this.pool.submit(() -> "one"), this.pool.submit(() -> "two")));
			return null;
		});
		this.traces.awaitOne();
		this.tracing.call("root", () -> {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				futures.add(this.pool.submit(this.leaf::work));
			}
			getAll(futures);
			return null;
		});
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
		this.pool.submit(this.leaf::work).get();
		assertThat(this.traces.awaitOne()).hasTree("Leaf.work");
	}

	@Test
	void c15_aPoolThatRunsTasksOnTheCallersThread() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		this.tracing.call("root", () -> {
			Context before = Context.current();
			List<Future<?>> futures = new ArrayList<>();
			futures.add(this.callerRuns.submit(() -> {
				blocked.await();
				return this.leaf.work();
			}));
			futures.add(this.callerRuns.submit(this.leaf::work));
			for (int i = 0; i < 3; i++) {
				futures.add(this.callerRuns.submit(this.leaf::work));
				assertThat(Context.current()).isSameAs(before);
			}
			blocked.countDown();
			getAll(futures);
			return null;
		});
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
	}

	@Test
	void c15_aPoolThatRejects() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		Trace trace;
		try {
			this.tracing.call("root", () -> {
				Context before = Context.current();
				Future<String> running = this.rejecting.submit(() -> {
					blocked.await();
					return this.leaf.work();
				});
				Future<String> queued = this.rejecting.submit(this.leaf::work);
				assertThatExceptionOfType(RejectedExecutionException.class)
					.isThrownBy(() -> this.rejecting.submit(this.leaf::work));
				assertThat(Context.current()).isSameAs(before);
				queued.cancel(true);
				blocked.countDown();
				return running.get();
			});
		}
		finally {
			trace = this.traces.awaitOne();
		}
		assertThat(trace).hasTree("""
				root
				└─ Leaf.work
				""");
		assertThat(Span.current().getSpanContext().isValid()).isFalse();
	}

	private static void getAll(List<? extends Future<?>> futures) throws Exception {
		for (Future<?> future : futures) {
			future.get();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Leaf.class)
	static class Application {

		@Bean(destroyMethod = "shutdown")
		ExecutorService pool() {
			return Executors.newFixedThreadPool(3);
		}

		@Bean(destroyMethod = "shutdown")
		ScheduledExecutorService scheduler() {
			return Executors.newScheduledThreadPool(2);
		}

		@Bean(destroyMethod = "shutdown")
		ExecutorService callerRuns() {
			return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
					new ThreadPoolExecutor.CallerRunsPolicy());
		}

		@Bean(destroyMethod = "shutdown")
		ExecutorService rejecting() {
			return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
					new ThreadPoolExecutor.AbortPolicy());
		}

	}

}
