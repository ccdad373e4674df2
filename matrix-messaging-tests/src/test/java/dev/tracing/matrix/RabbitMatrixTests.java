package dev.tracing.matrix;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.listener.adapter.ReplyPostProcessor;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.amqp.autoconfigure.SimpleRabbitListenerContainerFactoryConfigurer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.test.context.DynamicPropertyRegistrar;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages through RabbitMQ's client and a broker that speaks its protocol.
 */
@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "the broker needs Subject.getSubject, which later JDKs refuse")
@SpringBootTest(classes = RabbitMatrixTests.Application.class, webEnvironment = WebEnvironment.NONE)
class RabbitMatrixTests {

	@Autowired
	private Sender sender;

	@Autowired
	private Listeners listeners;

	@Autowired
	private RecordedTraces traces;

	@Test
	void g5_rabbit_aListenerGoesOnWithTheTraceOfTheSender() {
		this.sender.send("orders");
		assertThat(awaitSpans(9)).hasTree("""
				Sender.send
				└─ /orders send (producer)
				   └─ orders receive (consumer)
				      └─ Listeners.orders
				         └─ Leaf.async ×5
				""");
	}

	@Test
	void g5_rabbit_theNextAttemptIsInTheTrace() {
		this.sender.send("failing");
		assertThat(awaitSpans(6)).hasTree("""
				Sender.send
				└─ /failing send (producer)
				   ├─ failing receive (consumer) [error]
				   │  └─ Listeners.failing [error]
				   └─ failing receive (consumer)
				      └─ Listeners.failing
				""");
	}

	@Test
	void g5_rabbit_aReplyIsSentInTheTrace() {
		this.sender.send("questions");
		assertThat(awaitSpans(6)).hasTree("""
				Sender.send
				└─ /questions send (producer)
				   └─ questions receive (consumer)
				      ├─ Listeners.questions
				      └─ replies receive (consumer)
				         └─ Listeners.replies
				""");
	}

	@Test
	void g5_rabbit_aReplyThatIsAFutureIsSentInTheTraceWhoeverCompletesIt() {
		this.sender.send("futures");
		assertThat(awaitSpans(6)).hasTree("""
				Sender.send
				└─ /futures send (producer)
				   ├─ futures receive (consumer)
				   │  └─ Listeners.futures
				   └─ replies receive (consumer)
				      └─ Listeners.replies
				""");
	}

	@Test
	void g5_rabbit_whatAListenerOfBatchesDoesIsATraceOfItsOwnWhoeverStartedIt() {
		this.sender.send("batches");
		this.sender.send("batches");
		this.listeners.start("batches");
		assertThat(this.traces.await(4)).filteredOn((trace) -> trace.root().name().equals("Listeners.batches"))
			.singleElement()
			.satisfies((trace) -> assertThat(trace).hasTree("""
					Listeners.batches
					└─ Leaf.work ×2
					"""));
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
		AmqpBroker broker() throws Exception {
			return AmqpBroker.start();
		}

		@Bean
		DynamicPropertyRegistrar brokerProperties(AmqpBroker broker) {
			return (properties) -> {
				properties.add("spring.rabbitmq.host", () -> "127.0.0.1");
				properties.add("spring.rabbitmq.port", broker::port);
			};
		}

		@Bean
		Declarables queues() {
			return new Declarables(Stream.of("orders", "failing", "questions", "futures", "replies", "batches")
				.map((name) -> new Queue(name, false))
				.toList());
		}

		@Bean
		SimpleRabbitListenerContainerFactory inBatches(SimpleRabbitListenerContainerFactoryConfigurer configurer,
				ConnectionFactory connections) {
			SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
			configurer.configure(factory, connections);
			factory.setBatchListener(true);
			factory.setConsumerBatchEnabled(true);
			factory.setBatchSize(2);
			factory.setReceiveTimeout(5000L);
			return factory;
		}

		@Bean
		ReplyPostProcessor signature() {
			return (request, reply) -> {
				reply.getMessageProperties().setHeader("signed", "by the application");
				return reply;
			};
		}

	}

	static class Sender {

		private final RabbitTemplate rabbit;

		Sender(RabbitTemplate rabbit) {
			this.rabbit = rabbit;
		}

		@Traced
		public void send(String queue) {
			this.rabbit.convertAndSend(queue, "message");
		}

	}

	static class Listeners {

		private final Leaf leaf;

		private final FailsOnce failing = new FailsOnce();

		private final RabbitListenerEndpointRegistry registry;

		Listeners(Leaf leaf, RabbitListenerEndpointRegistry registry) {
			this.leaf = leaf;
			this.registry = registry;
		}

		@Traced
		public void start(String id) {
			MessageListenerContainer container = this.registry.getListenerContainer(id);
			assertThat(container).isNotNull();
			container.start();
		}

		@Traced
		@RabbitListener(id = "batches", queues = "batches", containerFactory = "inBatches", autoStartup = "false")
		public void batches(List<String> messages) {
			messages.forEach((message) -> this.leaf.work());
		}

		@Traced
		@RabbitListener(queues = "orders")
		public void orders(String message) {
			Leaf.atOnce(this.leaf::async).join();
		}

		@Traced
		@RabbitListener(queues = "questions", replyPostProcessor = "signature")
		@SendTo("replies")
		public String questions(String message) {
			return "reply";
		}

		@Traced
		@RabbitListener(queues = "futures", replyPostProcessor = "signature", ackMode = "MANUAL")
		@SendTo("replies")
		public CompletableFuture<String> futures(String message) {
			return new CompletableFuture<String>().completeOnTimeout("reply", Work.MILLIS, TimeUnit.MILLISECONDS);
		}

		@Traced
		@RabbitListener(queues = "replies")
		public void replies(String reply, @Header("signed") String signature) {
			assertThat(reply).isEqualTo("reply");
			assertThat(signature).isEqualTo("by the application");
		}

		@Traced
		@RabbitListener(queues = "failing")
		public void failing(String message) {
			this.failing.work();
		}

	}

}
