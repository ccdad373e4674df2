package dev.tracing.autoconfigure;

import io.micrometer.tracing.otel.bridge.EventListener;
import io.micrometer.tracing.otel.bridge.OtelTracer.EventPublisher;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * Sees to it that no events of scopes are made where nobody hears them. Spring Boot has
 * every scope publish three events to each bean that is a publisher. Ours keeps its own
 * from being there, and is then taken away itself; who asks for a publisher is still
 * injected one.
 */
final class UnheardScopeEvents implements BeanFactoryPostProcessor {

	/**
	 * The name of our publisher.
	 */
	static final String PUBLISHER = "tracingScopeEventPublisher";

	private static final EventPublisher NOBODY = (event) -> {
	};

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory instanceof BeanDefinitionRegistry registry && registry.containsBeanDefinition(PUBLISHER)
				&& isUnheard(beanFactory)) {
			registry.removeBeanDefinition(PUBLISHER);
			beanFactory.registerResolvableDependency(EventPublisher.class, NOBODY);
		}
	}

	private static boolean isUnheard(ConfigurableListableBeanFactory beanFactory) {
		for (String listener : beanFactory.getBeanNamesForType(EventListener.class, true, false)) {
			if (!TracingLazyLoggingAutoConfiguration.SILENT_LISTENERS.contains(listener)) {
				return false;
			}
		}
		return true;
	}

}
