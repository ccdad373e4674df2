package dev.tracing.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import dev.tracing.agent.JavaAgent;
import dev.tracing.context.VirtualThreadInheritance;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets the properties of Spring Boot that the starter wants otherwise, as the weakest of
 * all property sources: whatever users set wins.
 */
class TracingDefaults implements EnvironmentPostProcessor, Ordered {

	static final String NAME = "tracingDefaults";

	private static final Map<String, Object> ALWAYS = Map.of(
			// the operators of a pipeline run in the context of its subscriber
			"spring.reactor.context-propagation", "auto");

	private static final Map<String, Object> WITHOUT_AGENT = Map.ofEntries(
			// every trace, so that the first request of a newcomer is seen
			Map.entry("management.tracing.sampling.probability", "1.0"),
			// a message carries the context, and who listens goes on with it
			Map.entry("spring.kafka.template.observation-enabled", "true"),
			Map.entry("spring.kafka.listener.observation-enabled", "true"),
			Map.entry("spring.rabbitmq.template.observation-enabled", "true"),
			Map.entry("spring.rabbitmq.listener.simple.observation-enabled", "true"),
			Map.entry("spring.rabbitmq.listener.direct.observation-enabled", "true"),
			Map.entry("spring.rabbitmq.listener.stream.observation-enabled", "true"));

	/**
	 * The agent makes the spans of messages, and decides on sampling.
	 */
	private static final Map<String, Object> WITH_AGENT = Map.of(
			// what the agent makes current nobody tells the MDC
			"tracing.logging.lazy", "true");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("tracing.enabled", Boolean.class, true)) {
			Map<String, Object> defaults = new HashMap<>(ALWAYS);
			defaults.putAll(JavaAgent.isPresent() ? WITH_AGENT : WITHOUT_AGENT);
			environment.getPropertySources().addLast(new MapPropertySource(NAME, defaults));
			if (JavaAgent.isPresent()) {
				// before anything asks for the current context, after which it is too
				// late
				VirtualThreadInheritance.addToStorageOfOthers();
			}
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
