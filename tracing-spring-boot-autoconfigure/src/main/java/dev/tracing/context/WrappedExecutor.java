package dev.tracing.context;

import java.util.concurrent.Executor;

/**
 * An executor that is wrapped so that its tasks run with the context of their submitter.
 *
 * @since 0.1.0
 */
public interface WrappedExecutor {

	/**
	 * The executor that runs the tasks.
	 * @return the executor as the application made it
	 */
	Executor unwrap();

}
