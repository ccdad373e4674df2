package dev.tracing.test;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Runs a test class inside a test, as JUnit does.
 */
final class JupiterRun {

	/**
	 * The events of the tests of a class.
	 */
	static Events of(Class<?> testClass, String... configuration) {
		EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter")
			.selectors(DiscoverySelectors.selectClass(testClass))
			.configurationParameter("tracing.test.timeout", "200ms");
		for (int i = 0; i < configuration.length; i += 2) {
			builder.configurationParameter(configuration[i], configuration[i + 1]);
		}
		return builder.execute().testEvents();
	}

	/**
	 * Why the one test of a class failed.
	 */
	static Throwable failureOf(Class<?> testClass) {
		return of(testClass).failed()
			.stream()
			.map((event) -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow())
			.findFirst()
			.orElseThrow(() -> new AssertionError("Did not fail"));
	}

	private JupiterRun() {
	}

}
