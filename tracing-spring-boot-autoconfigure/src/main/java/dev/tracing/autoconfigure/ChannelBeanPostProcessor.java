package dev.tracing.autoconfigure;

import java.util.Set;
import java.util.concurrent.Executor;

import dev.tracing.integration.ChannelInstrumentation;
import dev.tracing.interceptor.TracingReport;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Has the channels of Spring Integration among the beans carry the context, and reports
 * those that cannot.
 */
class ChannelBeanPostProcessor implements BeanPostProcessor {

	private final ChannelInstrumentation instrumentation;

	private final Set<String> excludedExecutors;

	private final TracingReport report;

	private final ConfigurableListableBeanFactory beanFactory;

	ChannelBeanPostProcessor(ChannelInstrumentation instrumentation, Set<String> excludedExecutors,
			TracingReport report, ConfigurableListableBeanFactory beanFactory) {
		this.instrumentation = instrumentation;
		this.excludedExecutors = excludedExecutors;
		this.report = report;
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		Executor executor = this.instrumentation.executorOf(bean);
		if (executor != null && !isExcluded(executor)) {
			String leftAloneBecause = this.instrumentation.instrument(bean, executor);
			if (leftAloneBecause != null) {
				this.report.problem("Channel '" + beanName + "'",
						"messages do not carry the context, since its executor " + leftAloneBecause + ".",
						"Give it another executor.");
			}
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		this.instrumentation.instrumentWaiting(bean);
		return bean;
	}

	private boolean isExcluded(Executor executor) {
		return this.excludedExecutors.stream().anyMatch((name) -> this.beanFactory.getSingleton(name) == executor);
	}

}
