package dev.tracing.matrix;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

import dev.tracing.Tracing;
import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * Virtual threads and structured tasks that no Spring bean knows. By reflection, since
 * the tests are compiled for a JDK that has neither.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsMatrixTests {

	private static final String FIVE_SIBLINGS = """
			root
			└─ Leaf.work ×5
			""";

	@Autowired
	private Tracing tracing;

	@Autowired
	private Leaf leaf;

	@Autowired
	private RecordedTraces traces;

	@Test
	void c10_startVirtualThread() throws Exception {
		Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
		this.tracing.call("root", () -> {
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				threads.add((Thread) start.invoke(null, (Runnable) this.leaf::work));
			}
			for (Thread thread : threads) {
				thread.join();
			}
			return null;
		});
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
	}

	@Test
	void c11_anExecutorWithAVirtualThreadPerTask() throws Exception {
		ExecutorService perTask = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		this.tracing.call("root", () -> {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				futures.add(perTask.submit(this.leaf::work));
			}
			futures.add(CompletableFuture.supplyAsync(this.leaf::work, perTask));
			futures.add(CompletableFuture.supplyAsync(this.leaf::work, perTask));
			for (Future<?> future : futures) {
				future.get();
			}
			return null;
		});
		perTask.shutdown();
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_25)
	void c12_structuredTasks() throws Exception {
		Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
		Method fork = type.getMethod("fork", Callable.class);
		this.tracing.call("root", () -> {
			try (AutoCloseable scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
				for (int i = 0; i < 5; i++) {
					fork.invoke(scope, (Callable<String>) this.leaf::work);
				}
				type.getMethod("join").invoke(scope);
			}
			return null;
		});
		assertThat(this.traces.awaitOne()).hasTree(FIVE_SIBLINGS);
	}

	@Test
	void c14_aPoolOfVirtualThreadsThatWasMadeInAnotherTrace() throws Exception {
		Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
		ThreadFactory factory = (ThreadFactory) Class.forName("java.lang.Thread$Builder")
			.getMethod("factory")
			.invoke(builder);
		ExecutorService pool = Executors.newFixedThreadPool(2, factory);
		this.tracing.call("warming", () -> pool.submit(() -> "warm").get());
		this.traces.awaitOne();
		pool.submit(this.leaf::work).get();
		assertThat(this.traces.awaitOne()).hasTree("Leaf.work");
		pool.shutdown();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Leaf.class)
	static class Application {

	}

}
