package dev.tracing.autoconfigure;

import dev.tracing.interceptor.ListenerBeanPostProcessor;
import dev.tracing.interceptor.TracedBeanPostProcessor;
import dev.tracing.kafka.KafkaHints;
import dev.tracing.kafka.KafkaListenerBeanPostProcessor;
import dev.tracing.lifecycle.SpanRunner;
import io.opentelemetry.api.OpenTelemetry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;

/**
 * Auto-configuration of Kafka's listeners.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@ConditionalOnClass(AbstractKafkaListenerContainerFactory.class)
@ImportRuntimeHints(KafkaHints.class)
public final class TracingKafkaAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ListenerBeanPostProcessor tracingListenerBeanPostProcessor(TracedBeanPostProcessor traced) {
		return new ListenerBeanPostProcessor(traced, KafkaListener.class.getName());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static KafkaListenerBeanPostProcessor tracingKafkaListenerBeanPostProcessor(ObjectProvider<SpanRunner> runner,
			ObjectProvider<OpenTelemetry> openTelemetry) {
		return new KafkaListenerBeanPostProcessor(runner::getObject,
				() -> openTelemetry.getIfAvailable(OpenTelemetry::noop).getPropagators().getTextMapPropagator());
	}

}
