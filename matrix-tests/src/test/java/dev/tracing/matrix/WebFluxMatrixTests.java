package dev.tracing.matrix;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.tracing.Traced;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * Handlers of WebFlux with Reactor restoring thread-locals everywhere, which is the
 * default: then leaves may block, too.
 */
@Import({ WebFluxMatrixTests.BlockingHandlers.class, WebFluxMatrixTests.BlockingExecution.class })
class WebFluxMatrixTests extends WebFluxMatrix {

	@BeforeAll
	static void restoreThreadLocalsEverywhere() {
		Hooks.enableAutomaticContextPropagation();
	}

	@Test
	void w1_asyncLeavesOfABlockingHandlerAreSiblings() {
		get("/async");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /async (server)
				└─ BlockingHandlers.async
				   └─ Leaf.async ×5
				""");
	}

	@Test
	void w1_leavesOfABlockingHandlerAreSiblings() {
		get("/blocking");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /blocking (server)
				└─ Leaf.work ×5
				""");
	}

	@Test
	void w1_aBlockingLeafOfAFilterIsUnderTheServerSpan() {
		get("/filtered-blocking");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /filtered-blocking (server)
				└─ Leaf.work ×3
				""");
	}

	@Test
	void w2_leavesOfCallablesAreSiblings() {
		get("/callables");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /callables (server)
				└─ Leaf.work ×5
				""");
	}

	@Test
	void w6_leavesOfAReturnedFutureAreSiblings() {
		get("/future");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /future (server)
				└─ BlockingHandlers.future
				   └─ Leaf.async ×5
				""");
	}

	@Test
	void w7_blockingLeavesOfAReturnedFluxAreSiblings() {
		get("/blocking-flux");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /blocking-flux (server)
				└─ BlockingHandlers.flux
				   └─ Leaf.work ×5
				""");
	}

	@Test
	void w8_callsOfTheRestClientOneAfterAnother() {
		assertFiveCalls("/rest-client", "Remote.restClient");
	}

	@Test
	void w8_callsOfTheRestClientInParallel() {
		assertFiveCalls("/rest-client-at-once", "Remote.asyncRestClient");
	}

	@Test
	void w10_blockingCallsOfAnHttpInterfaceOneAfterAnother() {
		assertFiveCalls("/http-interface", "Remote.httpInterface");
	}

	@RestController
	static class BlockingHandlers {

		private final Leaf leaf;

		private final Remote remote;

		BlockingHandlers(Leaf leaf, Remote remote) {
			this.leaf = leaf;
			this.remote = remote;
		}

		@Traced
		@GetMapping("/async")
		String async() {
			return Leaf.atOnce(this.leaf::async).join();
		}

		@GetMapping("/blocking")
		String blocking() {
			return Leaf.inARow(this.leaf::work);
		}

		@GetMapping("/filtered-blocking")
		String filtered() {
			return this.leaf.work();
		}

		@GetMapping("/callables")
		Mono<String> callables() {
			return Leaf.zipped(() -> Mono.fromCallable(this.leaf::work).subscribeOn(Schedulers.boundedElastic()));
		}

		@Traced
		@GetMapping("/future")
		CompletableFuture<String> future() {
			return Leaf.atOnce(this.leaf::async);
		}

		@Traced
		@GetMapping("/blocking-flux")
		Flux<String> flux() {
			return Flux.range(1, 5).publishOn(Schedulers.boundedElastic()).map((i) -> this.leaf.work());
		}

		@GetMapping("/rest-client")
		String restClient() {
			return Leaf.inARow(this.remote::restClient);
		}

		@GetMapping("/rest-client-at-once")
		CompletableFuture<String> restClientAtOnce() {
			return Leaf.atOnce(this.remote::asyncRestClient);
		}

		@GetMapping("/http-interface")
		String httpInterface() {
			return Leaf.inARow(this.remote::httpInterface);
		}

	}

	/**
	 * Has blocking handlers run on an executor that is no bean.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class BlockingExecution implements WebFluxConfigurer {

		private final ExecutorService executor = Executors.newFixedThreadPool(2);

		/**
		 * Works before and after the rest of the chain.
		 */
		@Bean
		WebFilter blockingFilter(Leaf leaf) {
			return (exchange, chain) -> {
				if (!exchange.getRequest().getPath().value().equals("/filtered-blocking")) {
					return chain.filter(exchange);
				}
				leaf.work();
				return chain.filter(exchange).doOnTerminate(leaf::work);
			};
		}

		@Override
		public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
			configurer.setExecutor(this.executor::execute);
		}

		@PreDestroy
		void shutdown() {
			this.executor.shutdown();
		}

	}

}
