package dev.tracing.matrix;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers of Spring MVC under load, on Spring Boot's own pool of threads for tasks. Run
 * again, by a subclass, on one that is much smaller than the load.
 */
@SpringBootTest(classes = MvcLoadMatrixTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=servlet")
class MvcLoadMatrixTests {

	@Autowired
	private RecordedTraces traces;

	@Autowired
	private ServerThreads threads;

	private ConcurrentRequests requests;

	@BeforeEach
	void open(@LocalServerPort int port) {
		this.requests = new ConcurrentRequests(new Browser(port), this.traces);
	}

	@AfterEach
	void theServersThreadsHoldNothing() {
		this.threads.assertHoldNothing();
	}

	@Test
	void f11_aHundredConcurrentRequestsHaveTheirOwnTrees() {
		this.requests.assertEachHasTree("/load/", """
				http get /load/{id} (server)
				└─ Handlers.load
				   └─ Leaf.asyncFor {request={request}} ×5
				""");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Handlers.class, Leaf.class, ServerThreads.OfTomcat.class })
	static class Application {

	}

	@RestController
	static class Handlers {

		private final Leaf leaf;

		Handlers(Leaf leaf) {
			this.leaf = leaf;
		}

		@Traced
		@GetMapping("/load/{id}")
		String load(@PathVariable String id) {
			return Leaf.atOnce(() -> this.leaf.asyncFor(id)).join();
		}

	}

}
