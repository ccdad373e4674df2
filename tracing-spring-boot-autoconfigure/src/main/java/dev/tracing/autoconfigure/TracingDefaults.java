package dev.tracing.autoconfigure;

import java.util.Map;

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

	private static final Map<String, Object> DEFAULTS = Map.ofEntries(
			// every trace, so that the first request of a newcomer is seen
			Map.entry("management.tracing.sampling.probability", "1.0"),
			// the operators of a pipeline run in the context of its subscriber
			Map.entry("spring.reactor.context-propagation", "auto"),
			// a message carries the context, and who listens goes on with it
			Map.entry("spring.kafka.template.observation-enabled", "true"),
			Map.entry("spring.kafka.listener.observation-enabled", "true"),
			Map.entry("spring.rabbitmq.template.observation-enabled", "true"),
			Map.entry("spring.rabbitmq.listener.simple.observation-enabled", "true"),
			Map.entry("spring.rabbitmq.listener.direct.observation-enabled", "true"),
			Map.entry("spring.rabbitmq.listener.stream.observation-enabled", "true"));

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("tracing.enabled", Boolean.class, true)) {
			environment.getPropertySources().addLast(new MapPropertySource(NAME, DEFAULTS));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
