package dev.tracing.matrix;

import java.util.List;

import dev.tracing.gate.Provokes;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of scopes on the threads of a reactive web server, with Reactor restoring
 * thread-locals everywhere: what is forgotten is told, and gone after it.
 */
@SpringBootTest(classes = SeededScopeFaultsWebFluxTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=reactive")
class SeededScopeFaultsWebFluxTests {

	@Autowired
	SeededScopeFaults faults;

	@Test
	@Provokes({ "W4a", "W4c", "W5a" })
	void findsAHandlerThatForgetsAScope(@LocalServerPort int port) throws Exception {
		Browser browser = new Browser(port);
		browser.get("/forget");
		browser.get("/tidy");
		this.faults.awaitTidy();
		assertThat(this.faults.found("forgotten")).containsExactlyElementsOf(expected());
	}

	List<String> expected() {
		return List.of("W4a forgotten");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ SeededScopeFaults.Beans.class, Forgetful.class })
	static class Application {

		/**
		 * One thread for all connections.
		 */
		@Bean
		ReactorResourceFactory reactorResources() {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setUseGlobalResources(false);
			resources.setLoopResourcesSupplier(() -> LoopResources.create("one", 1, true));
			return resources;
		}

		/**
		 * Outside of everything, so that the thread is as it was before the first
		 * request.
		 */
		@Bean
		HttpHandlerDecoratorFactory tidy(SeededScopeFaults faults) {
			return (handler) -> (request, response) -> handler.handle(request, response).doOnTerminate(() -> {
				if (request.getPath().value().equals("/tidy")) {
					faults.tidy();
				}
			});
		}

	}

	@RestController
	static class Forgetful {

		private final SeededScopeFaults faults;

		Forgetful(SeededScopeFaults faults) {
			this.faults = faults;
		}

		@GetMapping("/forget")
		Mono<String> forget() {
			this.faults.forget("forgotten");
			return Mono.just("done");
		}

		@GetMapping("/tidy")
		Mono<String> tidy() {
			return Mono.just("done");
		}

	}

}
