package dev.tracing.matrix.spring;

import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.support.TransactionOperations;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * Listeners of Spring Modulith: asynchronous, after the commit, in a transaction of their
 * own, with the event kept in the database until they are done.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = "spring.modulith.events.jdbc.schema-initialization.enabled=true")
class ModulithMatrixTests {

	@Autowired
	private Leaf.Root root;

	@Autowired
	private TransactionOperations transactions;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private RecordedTraces traces;

	@Test
	void g4_listenersOfAModuleAreSiblings() {
		this.root.run(() -> this.transactions.executeWithoutResult((status) -> {
			for (int i = 0; i < 5; i++) {
				this.events.publishEvent(new Booked("Bergen"));
			}
		}));
		assertThat(this.traces.awaitOne((trace) -> trace.spans().size() >= 11)).hasTree("""
				root
				└─ Listener.on ×5
				   └─ Leaf.work
				""");
	}

	record Booked(String destination) {

	}

	static class Listener {

		private final Leaf leaf;

		Listener(Leaf leaf) {
			this.leaf = leaf;
		}

		@dev.tracing.Traced
		@ApplicationModuleListener
		public void on(Booked event) {
			this.leaf.work();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Leaf.class, Leaf.Root.class, Listener.class })
	static class Application {

	}

}
