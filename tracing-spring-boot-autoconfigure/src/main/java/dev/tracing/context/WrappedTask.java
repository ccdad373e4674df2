package dev.tracing.context;

/**
 * A task that was wrapped on its way to an executor. It looks like the task it wraps
 * where tasks are compared or printed; whoever is handed tasks by an executor, such as a
 * handler of rejected ones, finds the original here.
 *
 * @since 0.1.0
 */
public interface WrappedTask {

	/**
	 * The task that was wrapped.
	 * @return the task as it was submitted
	 */
	Object unwrap();

}
