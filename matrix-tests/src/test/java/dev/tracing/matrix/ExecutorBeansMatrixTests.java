package dev.tracing.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @Async} and events on the executors that an application brings.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class ExecutorBeansMatrixTests {

	@Autowired
	private Root root;

	@Autowired
	private Leaf5 leaf;

	@Autowired
	private AtomicInteger decorated;

	@Autowired
	private RecordedTraces traces;

	@Test
	void b3_anExecutorBeanWithoutADecorator() {
		this.root.joinAll(this.leaf::onPool);
		assertFiveSiblings("Root.joinAll", "Leaf5.onPool");
	}

	@Test
	void b3_anExecutorBeanWhoseOwnDecoratorGoesOnToWork() {
		int before = this.decorated.get();
		this.root.joinAll(this.leaf::onDecoratedPool);
		assertFiveSiblings("Root.joinAll", "Leaf5.onDecoratedPool");
		assertThat(this.decorated.get() - before).isEqualTo(5);
	}

	@Test
	void b4_anExecutorThatIsNoBean() {
		this.root.joinAll(this.leaf::onDefault);
		assertFiveSiblings("Root.joinAll", "Leaf5.onDefault");
	}

	@Test
	void b5_aSimpleAsyncTaskExecutor() {
		this.root.joinAll(this.leaf::onSimple);
		assertFiveSiblings("Root.joinAll", "Leaf5.onSimple");
	}

	@Test
	void b9_aMulticasterWithAnExecutor() throws Exception {
		this.root.publish();
		assertFiveSiblings("Root.publish", "Listener.on");
	}

	@Test
	void b9_listenersAfterTheCommit() throws Exception {
		this.root.publishInTransaction();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.publishInTransaction
				└─ Listener.afterCommit ×5
				""");
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
	@Import({ Root.class, Leaf5.class, Listener.class })
	static class Application implements AsyncConfigurer {

		@Override
		public Executor getAsyncExecutor() {
			return Executors.newFixedThreadPool(5, (task) -> {
				Thread thread = new Thread(task, "no-bean");
				thread.setDaemon(true);
				return thread;
			});
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(3);
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor decoratedPool(AtomicInteger decorated) {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(3);
			pool.setTaskDecorator((task) -> () -> {
				decorated.incrementAndGet();
				task.run();
			});
			return pool;
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor("simple-");
		}

		@Bean
		AtomicInteger decorated() {
			return new AtomicInteger();
		}

		@Bean
		ApplicationEventMulticaster applicationEventMulticaster(ThreadPoolTaskExecutor pool) {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setTaskExecutor(pool);
			return multicaster;
		}

	}

	record Happened(CountDownLatch done) {
	}

	record Committed() {
	}

	static class Root {

		private final ApplicationEventPublisher events;

		private final TransactionTemplate transactions;

		Root(ApplicationEventPublisher events, TransactionTemplate transactions) {
			this.events = events;
			this.transactions = transactions;
		}

		@Traced
		public void joinAll(Supplier<CompletableFuture<String>> start) {
			List<CompletableFuture<String>> futures = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				futures.add(start.get());
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
		public void publishInTransaction() {
			this.transactions.executeWithoutResult((status) -> {
				for (int i = 0; i < 5; i++) {
					this.events.publishEvent(new Committed());
				}
			});
		}

	}

	static class Leaf5 {

		@Async("pool")
		@Traced
		public CompletableFuture<String> onPool() {
			return CompletableFuture.completedFuture(Work.work());
		}

		@Async("decoratedPool")
		@Traced
		public CompletableFuture<String> onDecoratedPool() {
			return CompletableFuture.completedFuture(Work.work());
		}

		@Async("simple")
		@Traced
		public CompletableFuture<String> onSimple() {
			return CompletableFuture.completedFuture(Work.work());
		}

		@Async
		@Traced
		public CompletableFuture<String> onDefault() {
			return CompletableFuture.completedFuture(Work.work());
		}

	}

	static class Listener {

		@EventListener
		@Traced
		public void on(Happened event) {
			Work.work();
			event.done().countDown();
		}

		@TransactionalEventListener
		@Traced
		public void afterCommit(Committed event) {
			Work.work();
		}

	}

}
