package dev.tracing.rabbit;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Has a native image keep the fields in which Spring AMQP holds what the application does
 * to containers and replies, without which {@link RabbitListenerBeanPostProcessor} would
 * leave them alone.
 *
 * @since 0.1.0
 */
public final class RabbitHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		register(RabbitListenerBeanPostProcessor.customizerField(), hints);
		register(RabbitListenerBeanPostProcessor.replyPostProcessorField(), hints);
	}

	private static void register(@Nullable Field field, RuntimeHints hints) {
		if (field != null) {
			hints.reflection().registerField(field);
		}
	}

}
