package dev.tracing.matrix;

import java.util.List;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.test.context.DynamicPropertyRegistrar;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * Messages through RabbitMQ's client and a broker that speaks its protocol.
 */
@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "the broker needs Subject.getSubject, which later JDKs refuse")
@SpringBootTest(classes = RabbitMatrixTests.Application.class, webEnvironment = WebEnvironment.NONE)
class RabbitMatrixTests {

	@Autowired
	private Sender sender;

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
			return new Declarables(List.of(new Queue("orders", false), new Queue("failing", false)));
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

		private boolean failed;

		Listeners(Leaf leaf) {
			this.leaf = leaf;
		}

		@Traced
		@RabbitListener(queues = "orders")
		public void orders(String message) {
			Leaf.atOnce(this.leaf::async).join();
		}

		@Traced
		@RabbitListener(queues = "failing")
		public void failing(String message) {
			if (!this.failed) {
				this.failed = true;
				throw new IllegalStateException("no seat");
			}
		}

	}

}
