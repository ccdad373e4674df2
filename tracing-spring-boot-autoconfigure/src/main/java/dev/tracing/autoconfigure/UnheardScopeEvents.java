package dev.tracing.autoconfigure;

import java.util.Set;

import dev.tracing.context.ContextChanges;
import io.micrometer.tracing.otel.bridge.EventListener;
import io.micrometer.tracing.otel.bridge.OtelTracer.EventPublisher;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.aot.AbstractAotProcessor;

/**
 * Sees to it that no events of scopes are made where nobody needs them. Spring Boot has
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

	private boolean unheard;

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// what is found when the application is built need not be so where it runs
		boolean running = !Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
		if (running && beanFactory instanceof BeanDefinitionRegistry registry
				&& registry.containsBeanDefinition(PUBLISHER) && isUnheard(beanFactory)) {
			registry.removeBeanDefinition(PUBLISHER);
			beanFactory.registerResolvableDependency(EventPublisher.class, NOBODY);
			this.unheard = true;
		}
	}

	/**
	 * Whether no events are made, so that those who would like to know of scopes have to
	 * be told otherwise.
	 */
	boolean areUnheard() {
		return this.unheard;
	}

	private static boolean isUnheard(ConfigurableListableBeanFactory beanFactory) {
		Set<String> toldOtherwise = ContextChanges.areTold()
				? Set.of(beanFactory.getBeanNamesForType(ContextChanges.Listener.class, true, false)) : Set.of();
		for (String listener : beanFactory.getBeanNamesForType(EventListener.class, true, false)) {
			if (!TracingLazyLoggingAutoConfiguration.SILENT_LISTENERS.contains(listener)
					&& !toldOtherwise.contains(listener)) {
				return false;
			}
		}
		return true;
	}

}
