package dev.tracing.matrix;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jms.autoconfigure.DefaultJmsListenerContainerFactoryConfigurer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.MessageListenerContainer;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages through JMS, by an Artemis broker.
 */
@SpringBootTest(classes = JmsMatrixTests.Application.class, webEnvironment = WebEnvironment.NONE,
		properties = { "spring.artemis.mode=embedded", "spring.artemis.embedded.persistent=false" })
class JmsMatrixTests {

	@Autowired
	private Sender sender;

	@Autowired
	private Listeners listeners;

	@Autowired
	private ConnectionFactory connections;

	@Autowired
	private RecordedTraces traces;

	@Test
	void g5_jms_aListenerGoesOnWithTheTraceOfTheSender() {
		this.sender.send("orders");
		assertThat(awaitSpans(9)).hasTree("""
				Sender.send
				└─ orders publish (producer)
				   └─ orders process (consumer)
				      └─ Listeners.orders
				         └─ Leaf.async ×5
				""");
	}

	@Test
	void g5_jms_aReplyIsSentInTheTrace() {
		this.sender.send("questions");
		assertThat(awaitSpans(7)).hasTree("""
				Sender.send
				└─ questions publish (producer)
				   └─ questions process (consumer)
				      ├─ Listeners.questions
				      └─ replies publish (producer)
				         └─ replies process (consumer)
				            └─ Listeners.replies
				""");
	}

	@Test
	void g5_jms_theNextAttemptIsInTheTrace() {
		this.sender.send("failing");
		assertThat(awaitSpans(6)).hasTree("""
				Sender.send
				└─ failing publish (producer)
				   ├─ failing process (consumer)
				   │  └─ Listeners.failing [error]
				   └─ failing process (consumer)
				      └─ Listeners.failing
				""");
	}

	@Test
	void g5_jms_aMessageWithoutContextIsATraceOfItsOwnWhoeverStartedTheListener() {
		this.listeners.start("bare");
		assertThat(this.traces.awaitOne()).hasSpans(1);
		for (int i = 0; i < 2; i++) {
			try (JMSContext context = this.connections.createContext()) {
				context.createProducer().send(context.createQueue("bare"), "bare");
			}
			assertThat(this.traces.awaitOne()).hasTree("""
					bare process (consumer)
					└─ Listeners.bare
					""");
		}
	}

	private Trace awaitSpans(int count) {
		return this.traces.awaitOne((trace) -> trace.spans().size() == count);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Sender.class, Listeners.class, Leaf.class })
	static class Application {

		@Bean
		ThreadPoolTaskExecutor applicationTaskExecutor() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(8);
			return pool;
		}

		/**
		 * On a pool whose tasks carry the context, in tasks that end after some messages
		 * and have others follow them.
		 */
		@Bean
		DefaultJmsListenerContainerFactory pooled(DefaultJmsListenerContainerFactoryConfigurer configurer,
				ConnectionFactory connections, @Qualifier("applicationTaskExecutor") ThreadPoolTaskExecutor pool) {
			DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
			configurer.configure(factory, connections);
			factory.setTaskExecutor(pool);
			factory.setMaxMessagesPerTask(1);
			factory.setReceiveTimeout(50L);
			return factory;
		}

	}

	static class Sender {

		private final JmsTemplate jms;

		Sender(JmsTemplate jms) {
			this.jms = jms;
		}

		@Traced
		public void send(String queue) {
			this.jms.convertAndSend(queue, "message");
		}

	}

	static class Listeners {

		private final Leaf leaf;

		private final JmsListenerEndpointRegistry registry;

		private final FailsOnce failing = new FailsOnce();

		Listeners(Leaf leaf, JmsListenerEndpointRegistry registry) {
			this.leaf = leaf;
			this.registry = registry;
		}

		@Traced
		public void start(String id) {
			MessageListenerContainer container = this.registry.getListenerContainer(id);
			assertThat(container).isNotNull();
			container.stop();
			container.start();
		}

		@Traced
		@JmsListener(destination = "orders")
		public void orders(String message) {
			Leaf.atOnce(this.leaf::async).join();
		}

		@Traced
		@JmsListener(destination = "questions")
		@SendTo("replies")
		public String questions(String message) {
			return "reply";
		}

		@Traced
		@JmsListener(destination = "replies")
		public void replies(String reply) {
			assertThat(reply).isEqualTo("reply");
		}

		@Traced
		@JmsListener(destination = "failing")
		public void failing(String message) {
			this.failing.work();
		}

		@Traced
		@JmsListener(id = "bare", destination = "bare", containerFactory = "pooled")
		public void bare(String message) {
			assertThat(message).isEqualTo("bare");
		}

	}

}
