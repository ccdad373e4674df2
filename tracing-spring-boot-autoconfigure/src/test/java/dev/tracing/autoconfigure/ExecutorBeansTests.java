package dev.tracing.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the executors among an application's beans, and of its decorators.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExecutorBeansTests {

	private static final ContextKey<String> SUBMITTER = ContextKey.named("submitter");

	private static final Callable<String> LOOK = () -> Context.current().get(SUBMITTER);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TracingAutoConfiguration.class,
				TracingPropagationAutoConfiguration.class, TracingSchedulingAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class));

	@Test
	void aPoolThatIsDeclaredAsItsClassStaysTheSameObjectAndIsNamedWithTheFix(CapturedOutput output) {
		this.runner.withUserConfiguration(Pools.class).run((context) -> {
			assertThat(context.getBean("concrete")).isExactlyInstanceOf(ThreadPoolExecutor.class);
			assertThat(submitted(context.getBean("concrete", ThreadPoolExecutor.class))).isNull();
			assertThat(submitted(context.getBean("byInterface", ExecutorService.class))).isEqualTo("caller");
			tellThatItHasStarted(context);
		});
		assertThat(output).contains("Executor bean 'concrete': tasks submitted to it do not carry the context",
				"declare it as an interface such as ExecutorService",
				"tracing.propagation.excluded-executors=concrete");
	}

	@Test
	void anExcludedExecutorStaysAsItIsAndIsNotNamed(CapturedOutput output) {
		this.runner.withUserConfiguration(Pools.class)
			.withPropertyValues("tracing.propagation.excluded-executors=concrete,byInterface")
			.run((context) -> {
				assertThat(context.getBean("byInterface")).isExactlyInstanceOf(ThreadPoolExecutor.class);
				assertThat(submitted(context.getBean("byInterface", ExecutorService.class))).isNull();
				tellThatItHasStarted(context);
			});
		assertThat(output).contains("the context goes to @Async").doesNotContain("Executor bean 'concrete'");
	}

	@Test
	void theExecutorThatSpringBootMakesHandsEachTaskOverOnce() {
		CountingAccessor counting = new CountingAccessor(new AtomicInteger());
		ContextRegistry.getInstance().registerThreadLocalAccessor(counting);
		try {
			ApplicationContextRunner plain = this.runner.withPropertyValues("tracing.propagation.accessors=counting");
			for (ApplicationContextRunner application : List.of(plain, plain.withUserConfiguration(OneDecorator.class),
					plain.withPropertyValues("spring.task.execution.propagate-context=true"))) {
				counting.cleared().set(0);
				application.run((context) -> {
					assertThat(submitted(executor(context))).isEqualTo("caller");
					assertThat(counting.cleared()).hasValue(1);
				});
			}
		}
		finally {
			ContextRegistry.getInstance().removeThreadLocalAccessor(counting.key());
		}
	}

	@Test
	void theDecoratorOfTheApplicationIsTheOneToInjectAndSeesTheContextOnTheWorker() {
		this.runner.withUserConfiguration(OneDecorator.class).run((context) -> {
			assertThat(context.getBean(TaskDecorator.class)).isInstanceOf(NotingDecorator.class);
			assertThat(submitted(executor(context))).isEqualTo("caller");
			assertThat(context.getBean(NotingDecorator.class).noted()).containsExactly("own: caller");
		});
	}

	@Test
	void severalDecoratorsOfTheApplicationKeepTheirOrderInsideOfOurs() {
		this.runner.withUserConfiguration(SeveralDecorators.class).run((context) -> {
			assertThat(submitted(executor(context))).isEqualTo("caller");
			assertThat(context.getBean("inner", NotingDecorator.class).noted()).containsExactly("outer: caller",
					"inner: caller");
		});
	}

	@Test
	void theDecoratorOfASchedulerWorksInEachRunWithoutTheContextOfTheCodeThatStartedIt() {
		this.runner.withUserConfiguration(OneDecorator.class, Scheduling.class).run((context) -> {
			ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
			LinkedBlockingQueue<String> runs = new LinkedBlockingQueue<>();
			try (Scope scope = Context.root().with(SUBMITTER, "caller").makeCurrent()) {
				scheduler.scheduleAtFixedRate(() -> runs.add("run: " + Context.current().get(SUBMITTER)),
						Duration.ofMillis(1));
			}
			assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("run: null");
			assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("run: null");
			assertThat(context.getBean(NotingDecorator.class).noted()).contains("own: null")
				.doesNotContain("own: caller");
		});
	}

	private static void tellThatItHasStarted(AssertableApplicationContext context) {
		context.publishEvent(new ApplicationStartedEvent(new SpringApplication(), new String[0],
				context.getSourceApplicationContext(), null));
	}

	private static ThreadPoolTaskExecutor executor(AssertableApplicationContext context) {
		return context.getBean("applicationTaskExecutor", ThreadPoolTaskExecutor.class);
	}

	private static String submitted(ThreadPoolTaskExecutor executor) throws Exception {
		try (Scope scope = Context.root().with(SUBMITTER, "caller").makeCurrent()) {
			return executor.submit(LOOK).get(20, TimeUnit.SECONDS);
		}
	}

	private static String submitted(ExecutorService executor) throws Exception {
		try (Scope scope = Context.root().with(SUBMITTER, "caller").makeCurrent()) {
			return executor.submit(LOOK).get(20, TimeUnit.SECONDS);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Pools {

		@Bean(destroyMethod = "shutdown")
		ThreadPoolExecutor concrete() {
			return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

		@Bean(destroyMethod = "shutdown")
		ExecutorService byInterface() {
			return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneDecorator {

		@Bean
		NotingDecorator own() {
			return new NotingDecorator("own", new ArrayList<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SeveralDecorators {

		private final List<String> noted = new ArrayList<>();

		@Bean
		@Order(1)
		NotingDecorator inner() {
			return new NotingDecorator("inner", this.noted);
		}

		@Bean
		@Order(2)
		NotingDecorator outer() {
			return new NotingDecorator("outer", this.noted);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

	/**
	 * Notes in which context it runs on the worker.
	 */
	private record NotingDecorator(String name, List<String> noted) implements TaskDecorator {

		@Override
		public Runnable decorate(Runnable task) {
			return () -> {
				this.noted.add(this.name + ": " + Context.current().get(SUBMITTER));
				task.run();
			};
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
