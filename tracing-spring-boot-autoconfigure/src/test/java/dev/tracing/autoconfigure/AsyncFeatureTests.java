package dev.tracing.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.tracing.RecordedSpans;
import dev.tracing.TraceScope;
import dev.tracing.Traced;
import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The advice of {@code @Async}, {@code @Retryable} and ours in one chain.
 */
class AsyncFeatureTests {

	@Test
	void fiveAsyncCallsAreSiblingsOnSpringBootsExecutor() {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			assertSiblings(context);
		}
	}

	@Test
	void fiveAsyncCallsAreSiblingsOnAnExecutorThatIsNoBean() {
		try (ConfigurableApplicationContext context = start(Application.class, OwnExecutor.class)) {
			assertSiblings(context);
		}
	}

	@Test
	void theExecutorBeanOfAUserCarriesTheContext() throws Exception {
		try (ConfigurableApplicationContext context = start(Application.class, PoolBean.class)) {
			context.getBean(Root.class).onPool();
			assertSiblings(context.getBean(RecordedSpans.class));
		}
	}

	@Test
	void eachAttemptOfARetriedAsyncCallIsASibling() {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			context.getBean(Root.class).retried();
			RecordedSpans spans = context.getBean(RecordedSpans.class);
			String root = spans.one("Root.retried").getSpanId();
			assertThat(spans.all()).filteredOn((span) -> span.getName().equals("Leaf.flaky"))
				.hasSize(3)
				.allMatch((span) -> span.getParentSpanId().equals(root));
		}
	}

	@Test
	void theAttributesOfAScopeFollowTheWorkToItsThreads() {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			context.getBean(Root.class).scoped();
			RecordedSpans spans = context.getBean(RecordedSpans.class);
			AttributeKey<String> tenant = AttributeKey.stringKey("tenant");
			assertThat(spans.all()).filteredOn((span) -> "acme".equals(span.getAttributes().get(tenant)))
				.extracting(SpanData::getName)
				.containsExactly("Leaf.work");
			assertThat(spans.all()).extracting(SpanData::getName)
				.containsExactlyInAnyOrder("Leaf.work", "Leaf.work", "Root.scoped");
		}
	}

	private static void assertSiblings(ConfigurableApplicationContext context) {
		context.getBean(Root.class).fanOut();
		assertSiblings(context.getBean(RecordedSpans.class));
	}

	private static void assertSiblings(RecordedSpans spans) {
		SpanData root = spans.all()
			.stream()
			.filter((span) -> span.getName().startsWith("Root"))
			.findFirst()
			.orElseThrow();
		assertThat(spans.all()).filteredOn((span) -> span.getName().startsWith("Leaf"))
			.hasSize(5)
			.allSatisfy((span) -> {
				assertThat(span.getParentSpanId()).isEqualTo(root.getSpanId());
				assertThat(span.getAttributes().get(TracingAttributes.TASK_ID)).isNotNull();
				assertThat(span.getAttributes().get(TracingAttributes.TASK_QUEUE_TIME)).isNotNegative();
			});
		spans.assertNothingIsLeft();
	}

	private static ConfigurableApplicationContext start(Class<?>... sources) {
		SpringApplication application = new SpringApplication(sources);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@EnableResilientMethods
	@Import({ Root.class, Leaf.class, RecordedSpans.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutor implements AsyncConfigurer {

		@Override
		public Executor getAsyncExecutor() {
			return Executors.newFixedThreadPool(3, (task) -> {
				Thread thread = new Thread(task);
				thread.setDaemon(true);
				return thread;
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PoolBean {

		@Bean(destroyMethod = "shutdown")
		ExecutorService pool() {
			return Executors.newFixedThreadPool(3);
		}

	}

	static class Root {

		private final Leaf leaf;

		private final ObjectProvider<ExecutorService> pool;

		Root(Leaf leaf, ObjectProvider<ExecutorService> pool) {
			this.leaf = leaf;
			this.pool = pool;
		}

		@Traced
		public void fanOut() {
			List<CompletableFuture<String>> leaves = IntStream.range(0, 5).mapToObj((i) -> this.leaf.work()).toList();
			leaves.forEach(CompletableFuture::join);
		}

		@Traced
		public void onPool() throws Exception {
			List<Future<String>> leaves = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				leaves.add(this.pool.getObject().submit(this.leaf::plain));
			}
			for (Future<String> future : leaves) {
				future.get();
			}
		}

		@Traced
		public void scoped() {
			TraceScope.with((scope) -> {
				scope.put("tenant", "acme");
				return this.leaf.work().join();
			});
			this.leaf.work().join();
		}

		@Traced
		public void retried() {
			this.leaf.flaky().join();
		}

	}

	static class Leaf {

		private int attempts;

		@Async
		@Traced
		public CompletableFuture<String> work() {
			return CompletableFuture.completedFuture("done");
		}

		@Traced
		public String plain() {
			return "done";
		}

		@Async
		@Retryable(delay = 1)
		@Traced
		public CompletableFuture<String> flaky() {
			this.attempts++;
			if (this.attempts < 3) {
				throw new IllegalStateException("not yet");
			}
			return CompletableFuture.completedFuture("done");
		}

	}

}
