package dev.tracing.autoconfigure;

import dev.tracing.interceptor.ListenerBeanPostProcessor;
import dev.tracing.interceptor.TracedBeanPostProcessor;
import dev.tracing.rabbit.RabbitHints;
import dev.tracing.rabbit.RabbitListenerBeanPostProcessor;
import io.opentelemetry.api.OpenTelemetry;

import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration of RabbitMQ's listeners.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@ConditionalOnClass(AbstractRabbitListenerContainerFactory.class)
@ImportRuntimeHints(RabbitHints.class)
public final class TracingRabbitAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ListenerBeanPostProcessor tracingRabbitListenerBeanPostProcessor(TracedBeanPostProcessor traced) {
		return new ListenerBeanPostProcessor(traced, RabbitListener.class.getName());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RabbitListenerBeanPostProcessor tracingRabbitReplyBeanPostProcessor(
			ObjectProvider<OpenTelemetry> openTelemetry) {
		return new RabbitListenerBeanPostProcessor(
				() -> openTelemetry.getIfAvailable(OpenTelemetry::noop).getPropagators().getTextMapPropagator());
	}

}
