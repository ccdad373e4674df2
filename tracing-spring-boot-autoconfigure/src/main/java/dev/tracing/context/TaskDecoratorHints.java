package dev.tracing.context;

import java.lang.reflect.Field;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Has a native image keep the fields in which Spring's executors hold their decorators,
 * without which {@link ExecutorInstrumentation} would leave those executors alone.
 *
 * @since 0.1.0
 */
public final class TaskDecoratorHints implements RuntimeHintsRegistrar {

	private static final List<Class<?>> EXECUTORS = List.of(ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class,
			SimpleAsyncTaskExecutor.class, ConcurrentTaskExecutor.class, TaskExecutorAdapter.class);

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		EXECUTORS.forEach((executor) -> register(TaskDecoratorSlot.field(executor), hints));
		register(TaskDecoratorSlot.decoratorsField(), hints);
	}

	private static void register(@Nullable Field field, RuntimeHints hints) {
		if (field != null) {
			hints.reflection().registerField(field);
		}
	}

}
