package dev.tracing.interceptor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.tracing.lifecycle.SpanRunner;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;

/**
 * Advises the beans that have traced methods. A bean that cannot be advised is left as it
 * is and reported.
 *
 * <p>
 * Deliberately neither {@code Ordered} nor {@code PriorityOrdered}: post-processors
 * without an order come last, so that the advice of {@code @Async}, {@code @Retryable}
 * and the transaction is in place already, and ours can be put at the right place among
 * it.
 */
public final class TracedBeanPostProcessor
		implements SmartInstantiationAwareBeanPostProcessor, BeanFactoryAware, BeanClassLoaderAware {

	private final TracedOperationResolver resolver;

	private final TracedPointcuts pointcuts;

	private final TracingReport report;

	private final MisuseFinder misuses;

	private final TracingMode mode;

	private final int order;

	private final Supplier<@Nullable SpanRunner> runner;

	private final Map<TracedTarget, Optional<TracedAdvisor>> advisors = new ConcurrentHashMap<>();

	private final Set<String> advisedEarly = ConcurrentHashMap.newKeySet();

	private @Nullable BeanFactory beanFactory;

	private @Nullable ClassLoader classLoader;

	/**
	 * Create a post-processor.
	 * @param pointcuts the pointcuts that stand for annotations
	 * @param report is told of what is traced and what cannot be
	 * @param runner gives the runner of the spans, asked at the first traced call; null
	 * as long as the beans that the runner is made of are being made themselves
	 * @param mode who makes the spans
	 * @param order where our advice goes among that of others, by the rules of
	 * {@link org.springframework.core.Ordered}
	 */
	public TracedBeanPostProcessor(TracedPointcuts pointcuts, TracingReport report,
			Supplier<@Nullable SpanRunner> runner, TracingMode mode, int order) {
		this.resolver = new TracedOperationResolver(pointcuts, report);
		this.pointcuts = pointcuts;
		this.report = report;
		this.misuses = new MisuseFinder(report, mode);
		this.mode = mode;
		this.order = order;
		this.runner = runner;
	}

	/**
	 * The entry for calls that the aspect sees, which are traced by the same rules.
	 * @return the entry
	 */
	public WovenCalls wovenCalls() {
		return new WovenCalls(this.resolver, this.runner,
				(type) -> this.advisors.getOrDefault(TracedTarget.ofClass(type), Optional.empty()).isPresent());
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
		TracedAdvisor advisor = advisorOf(TracedTarget.ofClass(beanClass));
		return (advisor != null && advisor.obstacle() == null)
				? proxying(advisor).determineBeanType(beanClass, beanName) : beanClass;
	}

	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		return adviseEarly(bean, beanName);
	}

	/**
	 * Advises a bean before its turn, unless that has happened already.
	 */
	Object adviseEarly(Object bean, String beanName) {
		return this.advisedEarly.add(beanName) ? advise(bean, beanName) : bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return this.advisedEarly.remove(beanName) ? bean : advise(bean, beanName);
	}

	private Object advise(Object bean, String beanName) {
		if (bean instanceof AopInfrastructureBean) {
			return bean;
		}
		try {
			TracedAdvisor advisor = advisorOf(TracedTarget.of(bean));
			return (advisor != null) ? advise(bean, beanName, advisor) : bean;
		}
		catch (RuntimeException | LinkageError ex) {
			// tracing must not keep the application from starting
			this.report.problem("Bean '" + beanName + "' of " + bean.getClass().getName(),
					"it cannot be advised and is not traced: " + ex + ".",
					"Make the class and its constructor " + "visible and not final, or use Tracing by hand.");
			return bean;
		}
	}

	private Object advise(Object bean, String beanName, TracedAdvisor advisor) {
		String place = "Bean '" + beanName + "' of " + advisor.type().getName();
		Object advised = bean;
		TracedAdvisor.Obstacle obstacle = (bean instanceof Advised) ? null : advisor.obstacle();
		if (bean instanceof Advised existing) {
			if (existing.isFrozen()) {
				this.report.problem(place, "its proxy is frozen, so that it is not traced.",
						"Do not freeze the proxy, or use Tracing by hand.");
				return bean;
			}
			advisor.addTo(existing);
		}
		else if (obstacle != null) {
			this.report.problem(place, obstacle.description() + ", so that it is not traced.",
					obstacle.fix() + ", or use Tracing by hand.");
			return bean;
		}
		else {
			advised = proxying(advisor).postProcessAfterInitialization(bean, beanName);
		}
		this.report.traced(advisor.type(), advisor.methodCount());
		return advised;
	}

	private @Nullable TracedAdvisor advisorOf(TracedTarget target) {
		Optional<TracedAdvisor> known = this.advisors.get(target);
		if (known == null) {
			known = Optional.ofNullable(makeAdvisor(target));
			this.advisors.put(target, known);
		}
		return known.orElse(null);
	}

	private @Nullable TracedAdvisor makeAdvisor(TracedTarget target) {
		if (!target.isUserCode() && !this.pointcuts.mayMatch(target.type())) {
			return null;
		}
		this.misuses.reportUnreachable(target);
		TracedMethods methods = new TracedMethods(target, this.resolver, this.mode);
		if (methods.wovenCount() > 0) {
			this.report.woven(target.type(), methods.wovenCount());
		}
		if (this.mode == TracingMode.ASPECTJ) {
			this.misuses.reportNotWoven(methods.all());
			return null;
		}
		if (methods.isEmpty()) {
			return null;
		}
		this.misuses.reportSelfInvocations(target, methods.all());
		return new TracedAdvisor(methods, this.runner, this.order);
	}

	private Proxying proxying(TracedAdvisor advisor) {
		return new Proxying(advisor, this.beanFactory, this.classLoader);
	}

}
