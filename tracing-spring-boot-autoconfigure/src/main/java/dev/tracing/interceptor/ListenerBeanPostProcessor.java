package dev.tracing.interceptor;

import java.lang.reflect.AnnotatedElement;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/**
 * Has beans advised early whose methods listen to messages. The post-processors that find
 * some kinds of listeners are ordered, and so they come before
 * {@link TracedBeanPostProcessor}; they would go on calling the bean that they have seen,
 * past the proxy.
 */
public final class ListenerBeanPostProcessor implements BeanPostProcessor, Ordered {

	private final TracedBeanPostProcessor traced;

	private final String annotation;

	/**
	 * Create a post-processor.
	 * @param traced advises the beans
	 * @param annotation the name of the annotation of the methods that listen
	 */
	public ListenerBeanPostProcessor(TracedBeanPostProcessor traced, String annotation) {
		this.traced = traced;
		this.annotation = annotation;
	}

	/**
	 * Just before the post-processors that come last among those with an order.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return listens(AopUtils.getTargetClass(bean)) ? this.traced.adviseEarly(bean, beanName) : bean;
	}

	private boolean listens(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, this.annotation)) {
			return false;
		}
		if (isAnnotated(type)) {
			return true;
		}
		boolean[] found = new boolean[1];
		ReflectionUtils.doWithMethods(type, (method) -> found[0] = true, this::isAnnotated);
		return found[0];
	}

	private boolean isAnnotated(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).isPresent(this.annotation);
	}

}
