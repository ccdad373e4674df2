package dev.tracing.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Decorates the tasks of an executor or scheduler with {@link TaskPropagation}. On a
 * scheduler, recurring tasks begin with nothing at each run, and everywhere those that go
 * on for ever.
 *
 * @since 0.1.0
 */
public final class PropagatingTaskDecorator implements TaskDecorator {

	private final TaskPropagation propagation;

	private final @Nullable TaskDecorator inner;

	/**
	 * Create a decorator.
	 * @param propagation what wraps the tasks
	 */
	public PropagatingTaskDecorator(TaskPropagation propagation) {
		this(propagation, null);
	}

	/**
	 * Create a decorator around another, whose code then runs with what was handed over,
	 * too.
	 */
	PropagatingTaskDecorator(TaskPropagation propagation, @Nullable TaskDecorator inner) {
		this.propagation = propagation;
		this.inner = inner;
	}

	/**
	 * Called by the executor, on the thread that submits the task.
	 */
	@Override
	public Runnable decorate(Runnable task) {
		if (this.inner == null && PlainTasks.contain(task)) {
			return this.propagation.wrapPlain(task);
		}
		if (RecurringTasks.isScheduledRecurring(task)) {
			return this.propagation.wrapRecurring(decorateWithNothing(task));
		}
		return (this.inner != null) ? decorateBoth(task, this.inner) : this.propagation.wrap(task);
	}

	private Runnable decorateBoth(Runnable task, TaskDecorator inner) {
		return RecurringTasks.isPolling(task) ? this.propagation.wrapRecurring(decorateWithNothing(task))
				: this.propagation.wrap(inner.decorate(task));
	}

	/**
	 * What the other decorator takes from this thread would go into each run.
	 */
	private Runnable decorateWithNothing(Runnable task) {
		try (Scope scope = Context.root().makeCurrent()) {
			return decorateInside(task);
		}
	}

	private Runnable decorateInside(Runnable task) {
		return (this.inner != null) ? this.inner.decorate(task) : task;
	}

}
