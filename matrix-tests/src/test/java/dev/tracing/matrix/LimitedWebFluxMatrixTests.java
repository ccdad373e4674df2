package dev.tracing.matrix;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import reactor.core.publisher.Hooks;

import org.springframework.test.context.TestPropertySource;

/**
 * Handlers of WebFlux where Reactor does not restore thread-locals.
 */
@TestPropertySource(properties = "spring.reactor.context-propagation=limited")
class LimitedWebFluxMatrixTests extends WebFluxMatrix {

	@BeforeAll
	static void restoreNoThreadLocals() {
		Hooks.disableAutomaticContextPropagation();
	}

	@AfterAll
	static void restoreThreadLocalsAgain() {
		Hooks.enableAutomaticContextPropagation();
	}

}
