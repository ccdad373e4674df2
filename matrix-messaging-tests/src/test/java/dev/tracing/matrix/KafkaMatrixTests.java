package dev.tracing.matrix;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.util.backoff.FixedBackOff;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages through Kafka. Run again, by a subclass, with listeners on virtual threads.
 */
@SpringBootTest(classes = KafkaMatrixTests.Application.class, webEnvironment = WebEnvironment.NONE,
		properties = { "spring.kafka.consumer.auto-offset-reset=earliest", "spring.kafka.consumer.group-id=matrix" })
@EmbeddedKafka(partitions = 1, bootstrapServersProperty = "spring.kafka.bootstrap-servers", topics = { "orders",
		"parallel", "futures", "monos", "replies", "failing", "batches", "failing-batches", "bare", "bare-batches" })
class KafkaMatrixTests {

	@Autowired
	private Sender sender;

	@Autowired
	private Listeners listeners;

	@Autowired
	private RecordedTraces traces;

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Test
	void g5_kafka_aListenerGoesOnWithTheTraceOfTheSender() {
		this.sender.send("orders");
		assertThat(awaitSpans(5)).hasTree("""
				Sender.send
				└─ orders send (producer)
				   └─ orders process (consumer)
				      └─ Listeners.orders
				         └─ Leaf.work
				""");
	}

	@Test
	void g5_kafka_whatAListenerStartsInParallelAreSiblings() {
		this.sender.send("parallel");
		assertThat(awaitSpans(9)).hasTree("""
				Sender.send
				└─ parallel send (producer)
				   └─ parallel process (consumer)
				      └─ Listeners.parallel
				         └─ Leaf.async ×5
				""");
	}

	@Test
	void g5_kafka_aReplyThatIsAFutureIsSentInTheTrace() {
		this.sender.send("futures");
		assertThat(awaitSpans(7)).hasTree("""
				Sender.send
				└─ futures send (producer)
				   └─ futures process (consumer)
				      ├─ Listeners.futures
				      └─ replies send (producer)
				         └─ replies process (consumer)
				            └─ Listeners.replies
				""");
	}

	@Test
	void g5_kafka_aReplyThatIsAMonoIsSentInTheTrace() {
		this.sender.send("monos");
		assertThat(awaitSpans(8)).hasTree("""
				Sender.send
				└─ monos send (producer)
				   └─ monos process (consumer)
				      ├─ Listeners.monos
				      │  └─ Leaf.work
				      └─ replies send (producer)
				         └─ replies process (consumer)
				            └─ Listeners.replies
				""");
	}

	@Test
	void g5_kafka_theErrorHandlerAndTheNextAttemptAreInTheTrace() {
		this.sender.send("failing");
		assertThat(awaitSpans(7)).hasTree("""
				Sender.send
				└─ failing send (producer)
				   ├─ failing process (consumer) [error]
				   │  ├─ Listeners.failing [error]
				   │  └─ Recovery.consider
				   └─ failing process (consumer)
				      └─ Listeners.failing
				""");
	}

	@Test
	void g5_kafka_aBatchIsATraceThatIsLinkedToThoseOfItsSenders() {
		this.sender.send("batches");
		this.sender.send("batches");
		this.sender.send("batches");
		this.listeners.start("batches");
		List<Trace> all = this.traces.await(5);
		Trace batch = withRoot("batches process", all);
		assertThat(batch).hasTree("""
				batches process {messaging.batch.message_count=3, messaging.consumer.group.name=matrix}
				└─ Listeners.batches
				   └─ Leaf.work ×3
				""");
		assertThat(batch).root().hasKind(SpanKind.CONSUMER);
		assertThat(all).filteredOn((trace) -> trace.root().name().equals("Sender.send"))
			.hasSize(3)
			.allSatisfy((trace) -> assertThat(batch).root().isLinkedTo(trace.find("batches send").orElseThrow()));
		assertThat(batch.root().span().links()).hasSize(3);
	}

	@Test
	void g5_kafka_eachAttemptOfABatchIsATrace() {
		this.sender.send("failing-batches");
		this.listeners.start("failing-batches");
		List<Trace> all = this.traces.await(4);
		assertThat(all).filteredOn((trace) -> trace.root().name().equals("failing-batches process"))
			.hasSize(2)
			.allSatisfy((trace) -> assertThat(trace).hasSpans(2))
			.allSatisfy((trace) -> assertThat(trace.root().span().links()).hasSize(1))
			.extracting((trace) -> trace.root().span().isError())
			.containsExactly(true, false);
	}

	@Test
	void g5_kafka_aRecordWithoutContextIsATraceOfItsOwnWhoeverStartedTheListener() {
		this.listeners.start("bare");
		this.listeners.start("bare-batches");
		assertThat(this.traces.await(2)).allSatisfy((trace) -> assertThat(trace).hasSpans(1));
		sendBare("bare");
		assertThat(this.traces.awaitOne()).hasTree("""
				bare process (consumer)
				└─ Listeners.bare
				""");
		sendBare("bare-batches");
		Trace batch = this.traces.awaitOne();
		assertThat(batch).hasTree("""
				bare-batches process (consumer)
				└─ Listeners.bareBatches
				""");
		assertThat(batch).root().hasNoLinks();
	}

	private Trace awaitSpans(int count) {
		return this.traces.awaitOne((trace) -> trace.spans().size() == count);
	}

	private static Trace withRoot(String name, List<Trace> traces) {
		return traces.stream().filter((trace) -> trace.root().name().equals(name)).findFirst().orElseThrow();
	}

	private void sendBare(String topic) {
		Map<String, Object> properties = Map.of("bootstrap.servers", this.broker.getBrokersAsString());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
				new StringSerializer())) {
			producer.send(new ProducerRecord<>(topic, "bare"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Sender.class, Listeners.class, Leaf.class, Recovery.class })
	static class Application {

		@Bean
		DefaultErrorHandler errorHandler(Recovery recovery) {
			DefaultErrorHandler handler = new DefaultErrorHandler(new FixedBackOff(0, 1));
			handler.setRetryListeners((record, exception, attempt) -> recovery.consider());
			return handler;
		}

	}

	static class Recovery {

		@Traced
		public void consider() {
			// nothing to be done
		}

	}

	static class Sender {

		private final KafkaTemplate<Object, Object> kafka;

		Sender(KafkaTemplate<Object, Object> kafka) {
			this.kafka = kafka;
		}

		@Traced
		public void send(String topic) {
			this.kafka.send(topic, "message").join();
		}

	}

	static class Listeners {

		private final Leaf leaf;

		private final KafkaListenerEndpointRegistry registry;

		private final FailsOnce failing = new FailsOnce();

		private final FailsOnce failingBatch = new FailsOnce();

		Listeners(Leaf leaf, KafkaListenerEndpointRegistry registry) {
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
		@KafkaListener(topics = "orders")
		public void orders(String message) {
			this.leaf.work();
		}

		@Traced
		@KafkaListener(topics = "parallel")
		public void parallel(String message) {
			Leaf.atOnce(this.leaf::async).join();
		}

		@Traced
		@KafkaListener(topics = "futures")
		@SendTo("replies")
		public CompletableFuture<String> futures(String message) {
			return new CompletableFuture<String>().completeOnTimeout("reply", Work.MILLIS, TimeUnit.MILLISECONDS);
		}

		@Traced
		@KafkaListener(topics = "monos")
		@SendTo("replies")
		public Mono<String> monos(String message) {
			return Mono.fromCallable(this.leaf::work).subscribeOn(Schedulers.boundedElastic());
		}

		@Traced
		@KafkaListener(topics = "replies")
		public void replies(String reply) {
			assertThat(reply).isNotEmpty();
		}

		@Traced
		@KafkaListener(topics = "failing")
		public void failing(String message) {
			this.failing.work();
		}

		@Traced
		@KafkaListener(id = "batches", idIsGroup = false, topics = "batches", batch = "true", autoStartup = "false")
		public void batches(List<String> messages) {
			messages.forEach((message) -> this.leaf.work());
		}

		@Traced
		@KafkaListener(id = "failing-batches", idIsGroup = false, topics = "failing-batches", batch = "true",
				autoStartup = "false")
		public void failingBatches(List<String> messages) {
			this.failingBatch.work();
		}

		@Traced
		@KafkaListener(id = "bare", idIsGroup = false, topics = "bare", autoStartup = "false")
		public void bare(String message) {
			assertThat(message).isEqualTo("bare");
		}

		@Traced
		@KafkaListener(id = "bare-batches", idIsGroup = false, topics = "bare-batches", batch = "true",
				autoStartup = "false")
		public void bareBatches(List<String> messages) {
			assertThat(messages).containsExactly("bare");
		}

	}

}
