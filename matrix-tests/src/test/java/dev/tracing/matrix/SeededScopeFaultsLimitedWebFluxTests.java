package dev.tracing.matrix;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import reactor.core.publisher.Hooks;

import org.springframework.test.context.TestPropertySource;

/**
 * The same with Spring Boot's own default, where the thread goes on holding what was
 * forgotten, and the next request finds it.
 */
@TestPropertySource(properties = "spring.reactor.context-propagation=limited")
class SeededScopeFaultsLimitedWebFluxTests extends SeededScopeFaultsWebFluxTests {

	@BeforeAll
	static void restoreNothing() {
		Hooks.disableAutomaticContextPropagation();
	}

	@AfterAll
	static void restoreThreadLocalsEverywhere() {
		Hooks.enableAutomaticContextPropagation();
	}

	@Override
	List<String> expected() {
		return List.of("W4a forgotten", "W4c forgotten", "W5a http get /tidy");
	}

}
