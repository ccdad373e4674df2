package dev.tracing.context;

import java.time.Instant;
import java.util.concurrent.ScheduledFuture;

import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * The scheduler that makes a thread for each task, with {@link TaskPropagation} for what
 * is scheduled once. Spring's own calls its decorator on the scheduling thread, too late
 * to take anything from the submitter.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class PropagatingTaskScheduler extends SimpleAsyncTaskScheduler {

	private final TaskPropagation propagation;

	/**
	 * Create a scheduler, to be configured as Spring's own.
	 * @param propagation what wraps the tasks
	 */
	public PropagatingTaskScheduler(TaskPropagation propagation) {
		this.propagation = propagation;
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return super.schedule(this.propagation.wrap(task), startTime);
	}

}
