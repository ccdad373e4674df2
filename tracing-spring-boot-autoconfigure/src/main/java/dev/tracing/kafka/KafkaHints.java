package dev.tracing.kafka;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Has a native image keep the field in which Kafka's factories hold the application's
 * customizer, without which {@link KafkaListenerBeanPostProcessor} would leave them
 * alone.
 *
 * @since 0.1.0
 */
public final class KafkaHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Field field = KafkaListenerBeanPostProcessor.customizerField();
		if (field != null) {
			hints.reflection().registerField(field);
		}
	}

}
