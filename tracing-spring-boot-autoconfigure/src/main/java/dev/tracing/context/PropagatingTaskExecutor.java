package dev.tracing.context;

import org.springframework.core.task.TaskExecutor;

/**
 * A {@link TaskExecutor} whose tasks run with the context of their submitter.
 */
final class PropagatingTaskExecutor extends PropagatingExecutor<TaskExecutor> implements TaskExecutor {

	PropagatingTaskExecutor(TaskExecutor executor, TaskPropagation propagation) {
		super(executor, propagation);
	}

}
