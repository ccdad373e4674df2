package dev.tracing.integration;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.integration.channel.AbstractExecutorChannel;
import org.springframework.util.ReflectionUtils;

/**
 * Has a native image keep the field in which channels hold their executor, without which
 * {@link ChannelInstrumentation} would leave them alone.
 *
 * @since 0.1.0
 */
public final class ChannelHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Field field = ReflectionUtils.findField(AbstractExecutorChannel.class, ChannelInstrumentation.EXECUTOR);
		if (field != null) {
			hints.reflection().registerField(field);
		}
	}

}
