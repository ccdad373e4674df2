package dev.tracing.matrix;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import reactor.core.publisher.Hooks;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers of WebFlux where Reactor does not restore thread-locals.
 */
@TestPropertySource(properties = "spring.reactor.context-propagation=limited")
class LimitedWebFluxMatrixTests extends WebFluxMatrix {

	@BeforeAll
	static void restoreNoThreadLocals() {
		Hooks.disableAutomaticContextPropagation();
	}

	@AfterEach
	void noThreadLocalsHaveBeenRestored() {
		assertThat(Hooks.isAutomaticContextPropagationEnabled()).isFalse();
	}

	@AfterAll
	static void restoreThreadLocalsAgain() {
		Hooks.enableAutomaticContextPropagation();
	}

}
