package dev.tracing.interceptor;

import dev.tracing.context.TaskPropagation;

import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts the two halves of an {@link AsyncHandOff} around the advice of {@code @Async}.
 *
 * <p>
 * Deliberately neither {@code Ordered} nor {@code PriorityOrdered}, so that the advice is
 * in place already.
 */
public final class AsyncBeanPostProcessor implements BeanPostProcessor {

	private final TaskPropagation propagation;

	private final TracingReport report;

	/**
	 * Create a post-processor.
	 * @param propagation captures the context of the caller
	 * @param report is told of proxies that cannot be changed
	 */
	public AsyncBeanPostProcessor(TaskPropagation propagation, TracingReport report) {
		this.propagation = propagation;
		this.report = report;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Advised advised) {
			Advisor[] advisors = advised.getAdvisors();
			for (int i = 0; i < advisors.length; i++) {
				if (advisors[i].getAdvice() instanceof AsyncExecutionInterceptor) {
					surround(advised, i, beanName);
					break;
				}
			}
		}
		return bean;
	}

	private void surround(Advised advised, int index, String beanName) {
		if (advised.isFrozen()) {
			this.report.problem("Bean '" + beanName + "'",
					"its proxy is frozen, so that its @Async methods do not carry the context by themselves.",
					"Do not freeze the proxy, or run them on an executor that is a bean.");
			return;
		}
		Pointcut asynchronous = (advised.getAdvisors()[index] instanceof PointcutAdvisor advisor)
				? advisor.getPointcut() : Pointcut.TRUE;
		advised.addAdvisor(index + 1, new DefaultPointcutAdvisor(asynchronous, new AsyncHandOff.Restore()));
		advised.addAdvisor(index, new DefaultPointcutAdvisor(asynchronous, new AsyncHandOff.Capture(this.propagation)));
	}

}
