package dev.tracing.matrix.spring;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskExecutor;
import org.springframework.integration.channel.ExecutorChannel;
import org.springframework.integration.channel.PublishSubscribeChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.MessageChannels;
import org.springframework.integration.dsl.Pollers;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.GenericMessage;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * Channels of Spring Integration that hand messages to another thread.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class IntegrationMatrixTests {

	private static final ExecutorService NO_BEAN = Executors.newFixedThreadPool(3);

	@Autowired
	private Leaf.Root root;

	@Autowired
	private RecordedTraces traces;

	@AfterAll
	static void shutDown() {
		NO_BEAN.shutdown();
	}

	@Test
	void g4_messagesOfAChannelWithAnExecutorAreSiblings(@Autowired @Qualifier("onBean") MessageChannel channel) {
		assertFiveSiblings(channel);
	}

	@Test
	void g4_messagesOfAChannelWhoseExecutorIsNoBeanAreSiblings(
			@Autowired @Qualifier("onNoBean") MessageChannel channel) {
		assertFiveSiblings(channel);
	}

	@Test
	void g4_messagesToSubscribersOnAnExecutorAreSiblings(@Autowired @Qualifier("published") MessageChannel channel) {
		assertFiveSiblings(channel);
	}

	@Test
	void g4_messagesThatAFlowHandsToAnExecutorAreSiblings(@Autowired @Qualifier("flow.input") MessageChannel channel) {
		assertFiveSiblings(channel);
	}

	@Test
	void g4_messagesThatAPollerFetchesAreSiblings(@Autowired @Qualifier("queue") MessageChannel channel) {
		assertFiveSiblings(channel);
	}

	private void assertFiveSiblings(MessageChannel channel) {
		this.root.run(() -> {
			for (int i = 0; i < 5; i++) {
				channel.send(new GenericMessage<>("message " + i));
			}
		});
		assertThat(this.traces.awaitOne((trace) -> trace.spans().size() == 6)).hasTree("""
				root
				└─ Leaf.work ×5
				""");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Leaf.class, Leaf.Root.class })
	static class Application {

		@Bean
		ExecutorChannel onBean(@Qualifier("applicationTaskExecutor") TaskExecutor executor) {
			return new ExecutorChannel(executor);
		}

		@Bean
		ExecutorChannel onNoBean() {
			return new ExecutorChannel(NO_BEAN);
		}

		@Bean
		PublishSubscribeChannel published() {
			return new PublishSubscribeChannel((Executor) NO_BEAN);
		}

		@Bean
		QueueChannel queue() {
			return new QueueChannel();
		}

		@Bean
		IntegrationFlow fromBean(Leaf leaf) {
			return IntegrationFlow.from("onBean").handle((message) -> leaf.work()).get();
		}

		@Bean
		IntegrationFlow fromNoBean(Leaf leaf) {
			return IntegrationFlow.from("onNoBean").handle((message) -> leaf.work()).get();
		}

		@Bean
		IntegrationFlow fromPublished(Leaf leaf) {
			return IntegrationFlow.from("published").handle((message) -> leaf.work()).get();
		}

		@Bean
		IntegrationFlow flow(Leaf leaf) {
			return (flow) -> flow.channel(MessageChannels.executor(NO_BEAN)).handle((message) -> leaf.work());
		}

		@Bean
		IntegrationFlow fromQueue(Leaf leaf) {
			return IntegrationFlow.from("queue")
				.handle((message) -> leaf.work(), (endpoint) -> endpoint.poller(Pollers.fixedDelay(5)))
				.get();
		}

	}

}
