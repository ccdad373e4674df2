package dev.tracing.autoconfigure;

import dev.tracing.reactor.SharedPublishers;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Restores the contexts of those who share publishers. A post-processor, to be there
 * before the first bean that makes a publisher.
 */
class SharedPublishersRestoration implements BeanFactoryPostProcessor, DisposableBean {

	private @Nullable SharedPublishers restoring;

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		this.restoring = SharedPublishers
			.restore(SingletonSupplier.of(() -> beanFactory.getBeanProvider(ObservationRegistry.class)
				.getIfAvailable(() -> ObservationRegistry.NOOP)));
	}

	@Override
	public void destroy() {
		if (this.restoring != null) {
			this.restoring.close();
		}
	}

}
