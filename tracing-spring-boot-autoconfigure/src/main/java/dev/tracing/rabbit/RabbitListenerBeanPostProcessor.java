package dev.tracing.rabbit;

import java.lang.reflect.Field;
import java.util.function.Supplier;

import io.opentelemetry.context.propagation.TextMapPropagator;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.listener.adapter.ReplyPostProcessor;
import org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.config.ContainerCustomizer;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.adapter.AbstractAdaptableMessageListener;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the containers of RabbitMQ's listeners, those that are beans and those that a
 * factory makes, and has the replies of their listeners carry the context. What the
 * application does to containers and to replies goes on to be done, and before.
 *
 * @since 0.1.0
 */
public final class RabbitListenerBeanPostProcessor implements BeanPostProcessor {

	private final Supplier<TextMapPropagator> propagator;

	/**
	 * Create a post-processor.
	 * @param propagator gives what reads and writes the context of messages; asked when
	 * there is a reply
	 */
	public RabbitListenerBeanPostProcessor(Supplier<TextMapPropagator> propagator) {
		this.propagator = propagator;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractRabbitListenerContainerFactory<?> factory) {
			customize(factory);
		}
		else if (bean instanceof AbstractMessageListenerContainer container) {
			prepare(container);
		}
		return bean;
	}

	@SuppressWarnings("unchecked")
	private <C extends AbstractMessageListenerContainer> void customize(
			AbstractRabbitListenerContainerFactory<C> factory) {
		Field field = customizerField();
		if (field == null) {
			// whether the application has one cannot be seen, and it would be lost
			return;
		}
		ContainerCustomizer<C> existing = (ContainerCustomizer<C>) read(field, factory);
		factory.setContainerCustomizer((container) -> {
			if (existing != null) {
				existing.configure(container);
			}
			prepare(container);
		});
	}

	private void prepare(AbstractMessageListenerContainer container) {
		Field field = replyPostProcessorField();
		if (field != null && container.getMessageListener() instanceof AbstractAdaptableMessageListener listener) {
			ReplyPostProcessor existing = (ReplyPostProcessor) read(field, listener);
			if (!(existing instanceof ReplyInTrace)) {
				listener.setReplyPostProcessor(new ReplyInTrace(existing, this.propagator));
			}
		}
	}

	private static @Nullable Object read(Field field, Object owner) {
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, owner);
	}

	/**
	 * The field for the application's customizer, which a factory tells nobody.
	 */
	static @Nullable Field customizerField() {
		return ReflectionUtils.findField(AbstractRabbitListenerContainerFactory.class, null, ContainerCustomizer.class);
	}

	/**
	 * The field for what the application does to replies, which a listener tells nobody.
	 */
	static @Nullable Field replyPostProcessorField() {
		return ReflectionUtils.findField(AbstractAdaptableMessageListener.class, null, ReplyPostProcessor.class);
	}

}
