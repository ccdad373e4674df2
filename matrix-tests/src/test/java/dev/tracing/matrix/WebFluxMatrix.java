package dev.tracing.matrix;

import java.io.IOException;
import java.time.Duration;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What handlers of WebFlux return, on a real Netty, in so far as nothing of it blocks:
 * then it is right whether or not Reactor restores thread-locals everywhere.
 */
@SpringBootTest(classes = WebFluxMatrix.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=reactive")
abstract class WebFluxMatrix {

	private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

	@Autowired
	RecordedTraces traces;

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
	void w1_leavesOfATracedHandlerAreSiblingsUnderItsSpan() {
		get("/traced-mono");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /traced-mono (server)
				└─ Handlers.tracedMono
				   └─ Leaf.mono ×5
				""");
	}

	@Test
	void w1_aLeafOfAnExceptionHandlerIsUnderTheServerSpan() {
		assertThat(this.browser.get("/handled").statusCode()).isEqualTo(200);
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /handled (server)
				├─ Handlers.handled [error: UnsupportedOperationException]
				└─ Leaf.mono
				""");
	}

	@Test
	void w1_aLeafOfTheErrorPageIsUnderTheServerSpan() {
		assertThat(this.browser.get("/failing").statusCode()).isEqualTo(500);
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /failing (server)
				├─ Handlers.failing [error: IllegalStateException]
				└─ Leaf.mono
				""");
	}

	@Test
	void w1_aLeafOfAFilterIsUnderTheServerSpan() {
		get("/filtered");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /filtered (server)
				└─ Leaf.mono ×2
				""");
	}

	@Test
	void w5_spansEndCancelledWhenTheClientGoesAway() throws IOException {
		this.browser.getFirstLine("/endless");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /endless (server)
				└─ Handlers.endless [cancelled]
				   ├─ Leaf.mono [unset] ×1..
				   └─ Leaf.mono [cancelled] ×0..1
				""");
	}

	@Test
	void w4_leavesOfAStreamAreSiblings() {
		get("/stream");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /stream (server)
				└─ Leaf.mono ×5
				""");
	}

	@Test
	void w5_leavesThatSendServerSentEventsAreSiblings() {
		get("/events");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /events (server)
				└─ Handlers.events
				   └─ Leaf.mono ×5
				""");
	}

	@Test
	void w7_leavesOfAReturnedMonoAreSiblings() {
		get("/mono");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /mono (server)
				└─ Leaf.mono ×5
				""");
	}

	@Test
	void w7_leavesOfAReturnedFluxAreSiblings() {
		get("/flux");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /flux (server)
				└─ Leaf.mono ×5
				""");
	}

	@Test
	void w7_leavesOfAFunctionalRouteAreSiblings() {
		get("/route");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /route (server)
				└─ Leaf.mono ×5
				""");
	}

	@Test
	void w9_callsOfTheWebClientOneAfterAnother() {
		assertFiveCalls("/web-client", "Remote.webClient");
	}

	@Test
	void w9_callsOfTheWebClientInParallel() {
		assertFiveCalls("/web-client-at-once", "Remote.webClient");
	}

	@Test
	void w9_aLeafOfAClientsFilterIsUnderTheClientSpan() {
		get("/filtered-web-client");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /filtered-web-client (server)
				└─ Remote.filteredWebClient
				   └─ http get (client)
				      ├─ Leaf.mono
				      └─ http get /inner (server)
				         └─ Leaf.mono
				""");
	}

	@Test
	void w10_callsOfAnHttpInterfaceInParallel() {
		assertFiveCalls("/http-interface-at-once", "Remote.reactiveHttpInterface");
	}

	@Test
	void w11_aHundredConcurrentRequestsHaveTheirOwnTrees() {
		new ConcurrentRequests(this.browser, this.traces).assertEachHasTree("/load/", """
				http get /load/{id} (server)
				└─ Handlers.load
				   ├─ Leaf.monoFor {request={request}} ×5
				   └─ Leaf.elasticFor {request={request}} ×5
				""");
	}

	@Test
	void w12_anIncomingTraceparentIsContinued() {
		this.browser.get("/inner", "traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-01");
		Trace trace = this.traces.awaitOne();
		assertThat(trace).hasTree("""
				http get /inner (server)
				└─ Leaf.mono
				""");
		assertThat(trace.id()).isEqualTo(TRACE_ID);
		assertThat(trace.root().span().parentId()).isEqualTo("b7ad6b7169203331");
	}

	@Test
	void w12_aMalformedTraceparentStartsANewTrace() {
		this.browser.get("/inner", "traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331");
		Trace trace = this.traces.awaitOne();
		assertThat(trace).hasTree("""
				http get /inner (server)
				└─ Leaf.mono
				""").root().isRoot();
		assertThat(trace.id()).isNotEqualTo(TRACE_ID);
	}

	void get(String path) {
		assertThat(this.browser.get(path).statusCode()).isEqualTo(200);
	}

	void assertFiveCalls(String path, String leaf) {
		get(path);
		assertThat(this.traces.awaitOne()).hasTree("""
				http get %s (server)
				└─ %s ×5
				   └─ http get (client)
				      └─ http get /inner (server)
				         └─ Leaf.mono
				""".formatted(path, leaf));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Handlers.class, Leaf.class, Remote.class, ServerThreads.OfNetty.class })
	static class Application {

		@Bean
		WebFilter filter(Leaf leaf) {
			return (exchange, chain) -> exchange.getRequest().getPath().value().equals("/filtered")
					? leaf.mono().then(chain.filter(exchange)) : chain.filter(exchange);
		}

		/**
		 * Has to do something before it answers.
		 */
		@Bean
		@Order(-2)
		WebExceptionHandler errorPage(Leaf leaf) {
			return (exchange, failure) -> {
				exchange.getResponse().setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
				return leaf.mono().then(exchange.getResponse().setComplete());
			};
		}

		@Bean
		RouterFunction<ServerResponse> route(Leaf leaf) {
			return RouterFunctions.route()
				.GET("/route", (request) -> ServerResponse.ok().body(Leaf.zipped(leaf::mono), String.class))
				.build();
		}

	}

	@RestController
	static class Handlers {

		private final Leaf leaf;

		private final Remote remote;

		Handlers(Leaf leaf, Remote remote) {
			this.leaf = leaf;
			this.remote = remote;
		}

		@GetMapping("/inner")
		Mono<String> inner() {
			return this.leaf.mono();
		}

		@GetMapping("/mono")
		Mono<String> mono() {
			return Leaf.zipped(this.leaf::mono);
		}

		@Traced
		@GetMapping("/traced-mono")
		Mono<String> tracedMono() {
			return Leaf.zipped(this.leaf::mono);
		}

		@Traced
		@GetMapping("/load/{id}")
		Mono<String> load(@PathVariable String id) {
			return Leaf.zipped(() -> this.leaf.monoFor(id)).then(Leaf.zipped(() -> this.leaf.elasticFor(id)));
		}

		@GetMapping("/flux")
		Flux<String> flux() {
			return Flux.range(1, 5).flatMap((i) -> this.leaf.mono());
		}

		@GetMapping(path = "/stream", produces = MediaType.APPLICATION_NDJSON_VALUE)
		Flux<String> stream() {
			return Flux.range(1, 5).concatMap((i) -> this.leaf.mono()).map((text) -> text + "\n");
		}

		@Traced
		@GetMapping("/events")
		Flux<ServerSentEvent<String>> events() {
			return Flux.interval(Duration.ofMillis(5))
				.take(5)
				.flatMap((i) -> this.leaf.mono())
				.map((text) -> ServerSentEvent.builder(text).build());
		}

		@GetMapping("/filtered")
		Mono<String> filtered() {
			return this.leaf.mono();
		}

		@Traced
		@GetMapping("/failing")
		Mono<String> failing() {
			return Mono.error(new IllegalStateException("not to be handled"));
		}

		@Traced
		@GetMapping(path = "/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> endless() {
			return Flux.range(1, Integer.MAX_VALUE).concatMap((i) -> this.leaf.mono());
		}

		@GetMapping("/filtered-web-client")
		Mono<String> filteredWebClient() {
			return this.remote.filteredWebClient(this.leaf);
		}

		@Traced
		@GetMapping("/handled")
		Mono<String> handled() {
			return Mono.error(new UnsupportedOperationException("to be handled"));
		}

		@ExceptionHandler
		Mono<String> handle(UnsupportedOperationException ex) {
			return this.leaf.mono();
		}

		@GetMapping("/web-client")
		Flux<String> webClient() {
			return Flux.range(1, 5).concatMap((i) -> this.remote.webClient());
		}

		@GetMapping("/web-client-at-once")
		Mono<String> webClientAtOnce() {
			return Leaf.zipped(this.remote::webClient);
		}

		@GetMapping("/http-interface-at-once")
		Mono<String> httpInterfaceAtOnce() {
			return Leaf.zipped(this.remote::reactiveHttpInterface);
		}

	}

}
