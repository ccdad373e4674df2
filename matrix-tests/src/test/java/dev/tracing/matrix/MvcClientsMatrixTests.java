package dev.tracing.matrix;

import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's HTTP clients, called by handlers of Spring MVC on a real Tomcat.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=servlet", "logging.level.dev.tracing.context=debug" })
@ExtendWith(OutputCaptureExtension.class)
class MvcClientsMatrixTests {

	private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

	@Autowired
	private RecordedTraces traces;

	@Autowired
	private ServerThreads threads;

	private Browser browser;

	@BeforeEach
	void open(@LocalServerPort int port) {
		this.browser = new Browser(port);
	}

	@AfterEach
	void theServersThreadsHoldNothing() {
		this.threads.assertHoldNothing();
	}

	@Test
	void f8_callsOfTheRestClientOneAfterAnother() {
		assertFiveCalls("/rest-client", "Remote.restClient");
	}

	@Test
	void f8_callsOfTheRestClientInParallel() {
		assertFiveCalls("/rest-client-at-once", "Remote.asyncRestClient");
	}

	@Test
	void f8_aLeafOfAClientsInterceptorIsUnderTheClientSpan() {
		assertThat(this.browser.get("/intercepted-rest-client").statusCode()).isEqualTo(200);
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /intercepted-rest-client (server)
				└─ Remote.interceptedRestClient
				   └─ http get (client)
				      ├─ Leaf.work
				      └─ http get /inner (server)
				         └─ Leaf.work
				""");
	}

	@Test
	void f9_callsOfTheWebClientOneAfterAnother() {
		assertFiveCalls("/web-client", "Remote.webClient");
	}

	@Test
	void f9_blockingCallsOfTheWebClientOneAfterAnother() {
		assertFiveCalls("/blocking-web-client", "Remote.blockingWebClient");
	}

	@Test
	void f9_callsOfTheWebClientInParallel() {
		assertFiveCalls("/web-client-at-once", "Remote.webClient");
	}

	@Test
	void f10_callsOfAnHttpInterfaceOneAfterAnother() {
		assertFiveCalls("/http-interface", "Remote.httpInterface");
	}

	@Test
	void f10_callsOfAnHttpInterfaceInParallel() {
		assertFiveCalls("/http-interface-at-once", "Remote.asyncHttpInterface");
	}

	@Test
	void f10_callsOfAReactiveHttpInterfaceInParallel() {
		assertFiveCalls("/reactive-http-interface", "Remote.reactiveHttpInterface");
	}

	@Test
	void f12_anIncomingTraceparentIsContinued() {
		this.browser.get("/inner", "traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-01");
		Trace trace = this.traces.awaitOne();
		assertThat(trace).hasTree("""
				http get /inner (server)
				└─ Leaf.work
				""");
		assertThat(trace.id()).isEqualTo(TRACE_ID);
		assertThat(trace.root().span().parentId()).isEqualTo("b7ad6b7169203331");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "00-" + TRACE_ID + "-b7ad6b7169203331",
			"00-" + TRACE_ID + "-0000000000000000-01", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
			"00-" + TRACE_ID + "-b7ad6b7169203331-01-extra", "ff-" + TRACE_ID + "-b7ad6b7169203331-01",
			"00-" + TRACE_ID + "-b7ad6b7169203331-zz" })
	void f12_aMalformedTraceparentStartsANewTrace(String traceparent, CapturedOutput output) {
		this.browser.get("/inner", "traceparent", traceparent);
		Trace trace = this.traces.awaitOne();
		assertThat(trace).hasTree("""
				http get /inner (server)
				└─ Leaf.work
				""").root().isRoot();
		assertThat(trace.id()).isNotEqualTo(TRACE_ID);
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains(traceparent))
			.singleElement()
			.satisfies((line) -> assertThat(line).contains("DEBUG").contains("malformed"));
	}

	private void assertFiveCalls(String path, String leaf) {
		assertThat(this.browser.get(path).statusCode()).isEqualTo(200);
		assertThat(this.traces.awaitOne()).hasTree("""
				http get %s (server)
				└─ %s ×5
				   └─ http get (client)
				      └─ http get /inner (server)
				         └─ Leaf.work
				""".formatted(path, leaf));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Handlers.class, Remote.class, Leaf.class, ServerThreads.OfTomcat.class })
	static class Application {

	}

	@RestController
	static class Handlers {

		private final Remote remote;

		private final Leaf leaf;

		Handlers(Remote remote, Leaf leaf) {
			this.remote = remote;
			this.leaf = leaf;
		}

		@GetMapping("/inner")
		String inner() {
			return this.leaf.work();
		}

		@GetMapping("/rest-client")
		String restClient() {
			return Leaf.inARow(this.remote::restClient);
		}

		@GetMapping("/rest-client-at-once")
		String restClientAtOnce() {
			return Leaf.atOnce(this.remote::asyncRestClient).join();
		}

		@GetMapping("/intercepted-rest-client")
		String interceptedRestClient() {
			return this.remote.interceptedRestClient(this.leaf);
		}

		@GetMapping("/web-client")
		Flux<String> webClient() {
			return Flux.range(1, 5).concatMap((i) -> this.remote.webClient());
		}

		@GetMapping("/blocking-web-client")
		String blockingWebClient() {
			return Leaf.inARow(this.remote::blockingWebClient);
		}

		@GetMapping("/web-client-at-once")
		Mono<String> webClientAtOnce() {
			return Leaf.zipped(this.remote::webClient);
		}

		@GetMapping("/http-interface")
		String httpInterface() {
			return Leaf.inARow(this.remote::httpInterface);
		}

		@GetMapping("/http-interface-at-once")
		String httpInterfaceAtOnce() {
			return Leaf.atOnce(this.remote::asyncHttpInterface).join();
		}

		@GetMapping("/reactive-http-interface")
		Mono<String> reactiveHttpInterface() {
			return Leaf.zipped(this.remote::reactiveHttpInterface);
		}

	}

}
