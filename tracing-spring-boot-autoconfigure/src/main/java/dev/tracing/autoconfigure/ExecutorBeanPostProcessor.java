package dev.tracing.autoconfigure;

import java.util.Set;
import java.util.concurrent.Executor;

import dev.tracing.context.ExecutorInstrumentation;
import dev.tracing.context.InstrumentedExecutor;
import dev.tracing.interceptor.TracingReport;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Has the executors and schedulers among the beans carry the context, and reports those
 * that cannot.
 */
class ExecutorBeanPostProcessor implements BeanPostProcessor {

	private final ExecutorInstrumentation instrumentation;

	private final Set<String> excluded;

	private final TracingReport report;

	private final ConfigurableListableBeanFactory beanFactory;

	ExecutorBeanPostProcessor(ExecutorInstrumentation instrumentation, Set<String> excluded, TracingReport report,
			ConfigurableListableBeanFactory beanFactory) {
		this.instrumentation = instrumentation;
		this.excluded = excluded;
		this.report = report;
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof Executor executor) || this.excluded.contains(beanName)) {
			return bean;
		}
		InstrumentedExecutor result = this.instrumentation.instrument(executor, declaredType(bean, beanName));
		if (result.leftAloneBecause() == null) {
			this.report.carries(beanName);
		}
		else {
			this.report.problem("Executor bean '" + beanName + "'",
					"tasks submitted to it do not carry the context, since it " + result.leftAloneBecause() + ".",
					"Or set tracing.propagation.excluded-executors=" + beanName + " if that is meant.");
		}
		return result.executor();
	}

	/**
	 * The type that the bean's definition declares, on which others may count. Spring
	 * itself answers with the class of the bean, once there is one, and that is narrower.
	 */
	private Class<?> declaredType(Object bean, String beanName) {
		if (!this.beanFactory.containsBeanDefinition(beanName)) {
			return bean.getClass();
		}
		ResolvableType declared = this.beanFactory.getMergedBeanDefinition(beanName).getResolvableType();
		ResolvableType factory = declared.as(FactoryBean.class);
		Class<?> type = (factory != ResolvableType.NONE) ? factory.getGeneric(0).resolve() : declared.resolve();
		return (type != null) ? type : bean.getClass();
	}

}
