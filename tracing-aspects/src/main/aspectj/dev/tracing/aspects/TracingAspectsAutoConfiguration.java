package dev.tracing.aspects;

import dev.tracing.autoconfigure.TracingAutoConfiguration;
import dev.tracing.autoconfigure.TracingPropagationAutoConfiguration;
import dev.tracing.context.TaskPropagation;
import dev.tracing.interceptor.TracedBeanPostProcessor;
import dev.tracing.interceptor.TracingMode;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the aspects, which are there before any application and stay
 * after it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { TracingAutoConfiguration.class, TracingPropagationAutoConfiguration.class })
@ConditionalOnBean({ TracedBeanPostProcessor.class, TaskPropagation.class })
public final class TracingAspectsAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static WovenApplication tracingWovenApplication(TracedBeanPostProcessor beans, TaskPropagation propagation,
			Environment environment) {
		TracingMode mode = environment.getProperty("tracing.mode", TracingMode.class, TracingMode.AUTO);
		return new WovenApplication((mode != TracingMode.PROXY) ? beans.wovenCalls() : null, propagation);
	}

}
