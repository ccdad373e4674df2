package dev.tracing.autoconfigure;

import dev.tracing.reactor.ReactiveSpanLifecycle;
import io.micrometer.observation.ObservationRegistry;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Auto-configuration of spans of reactive results.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@ConditionalOnClass(Mono.class)
public final class TracingReactorAutoConfiguration {

	@Bean
	@ConditionalOnProperty(name = "spring.reactor.context-propagation", havingValue = "auto")
	static SharedPublishersRestoration tracingSharedPublishersRestoration() {
		return new SharedPublishersRestoration();
	}

	@Bean
	ReactiveSpanLifecycle tracingReactiveSpanLifecycle(ObjectProvider<ObservationRegistry> observations) {
		return new ReactiveSpanLifecycle(ReactiveAdapterRegistry.getSharedInstance(),
				observations.getIfAvailable(() -> ObservationRegistry.NOOP));
	}

}
