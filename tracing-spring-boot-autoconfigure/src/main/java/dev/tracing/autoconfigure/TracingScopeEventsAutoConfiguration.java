package dev.tracing.autoconfigure;

import java.util.List;

import dev.tracing.context.ContextChanges;
import io.micrometer.tracing.otel.bridge.EventListener;
import io.micrometer.tracing.otel.bridge.OtelTracer.EventPublisher;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of how listeners are told of scopes: by our storage of the context,
 * if all of them are ours, and by the events that Spring Boot has Micrometer publish if
 * not.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { TracingLazyLoggingAutoConfiguration.class, TracingLoggingAutoConfiguration.class },
		before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnTracing
@ConditionalOnClass(EventPublisher.class)
public final class TracingScopeEventsAutoConfiguration {

	/**
	 * Publishes to the application's listeners what Spring Boot's publisher would.
	 */
	@Bean(UnheardScopeEvents.PUBLISHER)
	@ConditionalOnMissingBean
	EventPublisher tracingScopeEventPublisher(ObjectProvider<EventListener> listeners) {
		List<EventListener> all = listeners.orderedStream().toList();
		return (event) -> all.forEach((listener) -> listener.onEvent(event));
	}

	@Bean
	static UnheardScopeEvents tracingUnheardScopeEvents() {
		return new UnheardScopeEvents();
	}

	@Bean
	@Lazy(false)
	ContextChangeListening tracingContextChangeListening(UnheardScopeEvents events,
			ObjectProvider<ContextChanges.Listener> listeners) {
		return new ContextChangeListening(events.areUnheard() ? listeners.orderedStream().toList() : List.of());
	}

}
