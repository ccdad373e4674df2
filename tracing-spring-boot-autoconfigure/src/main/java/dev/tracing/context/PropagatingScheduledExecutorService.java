package dev.tracing.context;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A {@link ScheduledExecutorService} whose tasks run with the context of their submitter
 * if they run once, and with nothing if they recur.
 */
final class PropagatingScheduledExecutorService extends PropagatingExecutorService<ScheduledExecutorService>
		implements ScheduledExecutorService {

	PropagatingScheduledExecutorService(ScheduledExecutorService executor, TaskPropagation propagation) {
		super(executor, propagation);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
		Runnable wrapped = RecurringTasks.isRunOfTrigger(task) ? this.propagation.wrapRecurring(task)
				: this.propagation.wrap(task);
		return this.executor.schedule(wrapped, delay, unit);
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
		return this.executor.schedule(this.propagation.wrap(task), delay, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
		return this.executor.scheduleAtFixedRate(this.propagation.wrapRecurring(task), initialDelay, period, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
		return this.executor.scheduleWithFixedDelay(this.propagation.wrapRecurring(task), initialDelay, delay, unit);
	}

}
