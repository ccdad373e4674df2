package dev.tracing.context;

import java.util.concurrent.Executor;

/**
 * An executor whose tasks run with the context of their submitter.
 *
 * @param <E> the type of the executor that runs the tasks
 */
class PropagatingExecutor<E extends Executor> implements Executor, WrappedExecutor {

	final E executor;

	final TaskPropagation propagation;

	PropagatingExecutor(E executor, TaskPropagation propagation) {
		this.executor = executor;
		this.propagation = propagation;
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(this.propagation.wrap(task));
	}

	@Override
	public Executor unwrap() {
		return this.executor;
	}

	@Override
	public String toString() {
		return this.executor.toString();
	}

}
