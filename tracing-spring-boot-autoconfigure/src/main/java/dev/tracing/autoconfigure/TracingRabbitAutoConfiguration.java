package dev.tracing.autoconfigure;

import dev.tracing.interceptor.ListenerBeanPostProcessor;
import dev.tracing.interceptor.TracedBeanPostProcessor;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration of RabbitMQ's listeners.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@ConditionalOnClass(name = TracingRabbitAutoConfiguration.LISTENER)
public final class TracingRabbitAutoConfiguration {

	static final String LISTENER = "org.springframework.amqp.rabbit.annotation.RabbitListener";

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ListenerBeanPostProcessor tracingRabbitListenerBeanPostProcessor(TracedBeanPostProcessor traced) {
		return new ListenerBeanPostProcessor(traced, LISTENER);
	}

}
