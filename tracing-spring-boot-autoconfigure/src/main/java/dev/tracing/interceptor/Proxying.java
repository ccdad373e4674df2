package dev.tracing.interceptor;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.beans.factory.BeanFactory;

/**
 * Makes a proxy with one advisor for a bean that has no proxy yet, by the rules by which
 * Spring makes its own.
 */
final class Proxying extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	Proxying(TracedAdvisor advisor, @Nullable BeanFactory beanFactory, @Nullable ClassLoader classLoader) {
		this.advisor = advisor.alone();
		if (beanFactory != null) {
			setBeanFactory(beanFactory);
		}
		if (classLoader != null) {
			setBeanClassLoader(classLoader);
		}
		// a proxy of interfaces only could not be injected where the class is asked for,
		// which nobody can do with the class of a lambda
		setProxyTargetClass(!advisor.type().isHidden());
	}

}
