package dev.tracing.kafka;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.function.Supplier;

import dev.tracing.lifecycle.SpanRunner;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the containers of Kafka's listeners, those that are beans and those that a
 * factory makes. A container that hands out batches has a span for each, if Spring's own
 * observation is enabled for it; and no container's threads begin with the context of the
 * code that started it.
 *
 * @since 0.1.0
 */
public final class KafkaListenerBeanPostProcessor implements BeanPostProcessor {

	private final BatchListenerInterceptor interceptor;

	/**
	 * Create a post-processor.
	 * @param runner gives what makes the spans; asked when there is a batch
	 * @param propagator gives what reads the context of a record; asked likewise
	 */
	public KafkaListenerBeanPostProcessor(Supplier<SpanRunner> runner, Supplier<TextMapPropagator> propagator) {
		this.interceptor = new BatchListenerInterceptor(runner, propagator);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory) {
			customize(factory);
		}
		else if (bean instanceof AbstractMessageListenerContainer<?, ?> container) {
			prepare(container.getContainerProperties());
		}
		return bean;
	}

	private <K, V, C extends AbstractMessageListenerContainer<K, V>> void customize(
			AbstractKafkaListenerContainerFactory<C, K, V> factory) {
		Field field = customizerField();
		if (field == null) {
			// whether the application has one cannot be seen, and it would be lost
			return;
		}
		ContainerCustomizer<K, V, C> existing = customizerOf(factory, field);
		factory.setContainerCustomizer((container) -> {
			if (existing != null) {
				existing.configure(container);
			}
			prepare(container.getContainerProperties());
		});
	}

	private void prepare(ContainerProperties properties) {
		AsyncTaskExecutor executor = properties.getListenerTaskExecutor();
		if (executor != null && !(executor instanceof PollingTaskExecutor)) {
			properties.setListenerTaskExecutor(new PollingTaskExecutor(executor));
		}
		if (properties.isObservationEnabled() && properties.getMessageListener() instanceof BatchMessageListener) {
			properties.setAdviceChain(withInterceptor(properties.getAdviceChain()));
		}
	}

	/**
	 * Inside the other advice, so that each attempt of one that retries is a span.
	 */
	private Advice[] withInterceptor(Advice[] chain) {
		if (Arrays.asList(chain).contains(this.interceptor)) {
			return chain;
		}
		Advice[] result = Arrays.copyOf(chain, chain.length + 1);
		result[chain.length] = this.interceptor;
		return result;
	}

	@SuppressWarnings("unchecked")
	private static <K, V, C extends AbstractMessageListenerContainer<K, V>> @Nullable ContainerCustomizer<K, V, C> customizerOf(
			AbstractKafkaListenerContainerFactory<C, K, V> factory, Field field) {
		ReflectionUtils.makeAccessible(field);
		return (ContainerCustomizer<K, V, C>) ReflectionUtils.getField(field, factory);
	}

	/**
	 * The field for the application's customizer, which a factory tells nobody.
	 */
	static @Nullable Field customizerField() {
		return ReflectionUtils.findField(AbstractKafkaListenerContainerFactory.class, null, ContainerCustomizer.class);
	}

}
