package dev.tracing.autoconfigure;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.tracing.integration.ChannelHints;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.AbstractExecutorChannel;
import org.springframework.integration.channel.ExecutorChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

class TracingIntegrationAutoConfigurationTests {

	private static final String POST_PROCESSOR = "tracingChannelBeanPostProcessor";

	private static final ContextKey<String> KEY = ContextKey.named("sender");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TracingPropagationAutoConfiguration.class,
				TracingAutoConfiguration.class, TracingIntegrationAutoConfiguration.class))
		.withUserConfiguration(Channels.class);

	@Test
	void channelsCarryTheContext() {
		this.runner.run((context) -> {
			assertThat(senderSeenBy(context.getBean("onNoBean", ExecutorChannel.class))).isEqualTo("sender");
			assertThat(senderSeenBy(context.getBean("onPool", ExecutorChannel.class))).isEqualTo("sender");
			assertThat(context.getBean(QueueChannel.class).getInterceptors()).hasSize(1);
		});
	}

	@Test
	void aChannelWhoseExecutorIsExcludedStaysAsItIs() {
		this.runner.withPropertyValues("tracing.propagation.excluded-executors=pool").run((context) -> {
			assertThat(senderSeenBy(context.getBean("onPool", ExecutorChannel.class))).isEqualTo("nobody");
			assertThat(senderSeenBy(context.getBean("onNoBean", ExecutorChannel.class))).isEqualTo("sender");
		});
	}

	@Test
	void nothingIsThereWhenTracingIsOff() {
		this.runner.withPropertyValues("tracing.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(POST_PROCESSOR);
			assertThat(senderSeenBy(context.getBean("onNoBean", ExecutorChannel.class))).isEqualTo("nobody");
			assertThat(context.getBean(QueueChannel.class).getInterceptors()).isEmpty();
		});
	}

	@Test
	void nothingIsThereWithoutSpringIntegration() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TracingPropagationAutoConfiguration.class,
					TracingAutoConfiguration.class, TracingIntegrationAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.integration"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(POST_PROCESSOR));
	}

	@Test
	void aNativeImageKeepsTheExecutorsOfChannels() {
		RuntimeHints hints = new RuntimeHints();
		new ChannelHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(AbstractExecutorChannel.class, "executor"))
			.accepts(hints);
	}

	/**
	 * Whom a handler takes for the sender of a message.
	 */
	private static String senderSeenBy(ExecutorChannel channel) throws Exception {
		CompletableFuture<String> seen = new CompletableFuture<>();
		channel.subscribe((message) -> seen.complete(Objects.requireNonNullElse(Context.current().get(KEY), "nobody")));
		try (Scope scope = Context.root().with(KEY, "sender").makeCurrent()) {
			channel.send(new GenericMessage<>("message"));
		}
		return seen.get(20, TimeUnit.SECONDS);
	}

	@Configuration(proxyBeanMethods = false)
	static class Channels {

		@Bean(destroyMethod = "shutdown")
		ExecutorService pool() {
			return Executors.newSingleThreadExecutor();
		}

		@Bean
		ExecutorChannel onPool(ExecutorService pool) {
			return new ExecutorChannel(pool);
		}

		@Bean
		ExecutorChannel onNoBean() {
			return new ExecutorChannel((task) -> new Thread(task).start());
		}

		@Bean
		QueueChannel queue() {
			return new QueueChannel();
		}

	}

}
