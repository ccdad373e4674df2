package dev.tracing.autoconfigure;

import java.util.Set;

import dev.tracing.context.TaskPropagation;
import dev.tracing.integration.ChannelHints;
import dev.tracing.integration.ChannelInstrumentation;
import dev.tracing.interceptor.TracingReport;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.integration.channel.AbstractExecutorChannel;

/**
 * Auto-configuration of the context of messages in Spring Integration.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TracingPropagationAutoConfiguration.class)
@ConditionalOnTracing
@ConditionalOnClass(AbstractExecutorChannel.class)
@ImportRuntimeHints(ChannelHints.class)
public final class TracingIntegrationAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ChannelBeanPostProcessor tracingChannelBeanPostProcessor(TaskPropagation propagation, TracingReport report,
			Environment environment, ConfigurableListableBeanFactory beanFactory) {
		Set<String> excluded = Set
			.copyOf(TracingPropagationAutoConfiguration.properties(environment).getExcludedExecutors());
		return new ChannelBeanPostProcessor(new ChannelInstrumentation(propagation), excluded, report, beanFactory);
	}

}
