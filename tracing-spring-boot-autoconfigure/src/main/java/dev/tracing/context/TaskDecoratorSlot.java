package dev.tracing.context;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ReflectionUtils;

/**
 * The place for a decorator that Spring's executors have. All of them look into it for
 * each task, so that it can be filled at any time.
 */
final class TaskDecoratorSlot {

	private final Executor executor;

	private final Class<?> declaringClass;

	private final Consumer<TaskDecorator> setter;

	private TaskDecoratorSlot(Executor executor, Class<?> declaringClass, Consumer<TaskDecorator> setter) {
		this.executor = executor;
		this.declaringClass = declaringClass;
		this.setter = setter;
	}

	/**
	 * The place that an executor has.
	 * @return the place, or null if it has none
	 */
	static @Nullable TaskDecoratorSlot of(Executor executor) {
		if (executor instanceof ThreadPoolTaskExecutor pool) {
			return new TaskDecoratorSlot(pool, ThreadPoolTaskExecutor.class, pool::setTaskDecorator);
		}
		if (executor instanceof ThreadPoolTaskScheduler scheduler) {
			return new TaskDecoratorSlot(scheduler, ThreadPoolTaskScheduler.class, scheduler::setTaskDecorator);
		}
		if (executor instanceof SimpleAsyncTaskExecutor simple) {
			return new TaskDecoratorSlot(simple, SimpleAsyncTaskExecutor.class, simple::setTaskDecorator);
		}
		if (executor instanceof ConcurrentTaskExecutor concurrent) {
			return new TaskDecoratorSlot(concurrent, ConcurrentTaskExecutor.class, concurrent::setTaskDecorator);
		}
		if (executor instanceof TaskExecutorAdapter adapter) {
			return new TaskDecoratorSlot(adapter, TaskExecutorAdapter.class, adapter::setTaskDecorator);
		}
		return null;
	}

	/**
	 * Puts our decorator around the one that is there, unless that one is ours.
	 * @return whether it could be seen what is there, without which nothing is changed
	 */
	boolean decorate(TaskPropagation propagation) {
		Field field = field(this.declaringClass);
		if (field == null) {
			return false;
		}
		ReflectionUtils.makeAccessible(field);
		TaskDecorator existing = (TaskDecorator) ReflectionUtils.getField(field, this.executor);
		if (!(existing instanceof PropagatingTaskDecorator)) {
			this.setter.accept(new PropagatingTaskDecorator(propagation, withoutOurs(existing)));
		}
		return true;
	}

	/**
	 * Ours is a bean, so that Spring Boot puts it among those of the application. What it
	 * does there would be done twice.
	 */
	@SuppressWarnings("unchecked")
	private static @Nullable TaskDecorator withoutOurs(@Nullable TaskDecorator existing) {
		Field field = (existing instanceof CompositeTaskDecorator) ? decoratorsField() : null;
		if (field == null) {
			return existing;
		}
		ReflectionUtils.makeAccessible(field);
		List<TaskDecorator> others = new ArrayList<>((List<TaskDecorator>) ReflectionUtils.getField(field, existing));
		return others.removeIf(PropagatingTaskDecorator.class::isInstance) ? new CompositeTaskDecorator(others)
				: existing;
	}

	/**
	 * The field for the decorator: the executors tell nobody which one they have.
	 */
	static @Nullable Field field(Class<?> declaringClass) {
		return ReflectionUtils.findField(declaringClass, "taskDecorator", TaskDecorator.class);
	}

	/**
	 * The field for the decorators of which another is composed.
	 */
	static @Nullable Field decoratorsField() {
		return ReflectionUtils.findField(CompositeTaskDecorator.class, "taskDecorators", List.class);
	}

}
