package dev.tracing.context;

import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;

import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;

/**
 * Tells recurring tasks from those that are run once.
 */
final class RecurringTasks {

	/**
	 * Spring's runs of a trigger are a chain of tasks that run once, each of which
	 * submits the next.
	 */
	private static final String RESCHEDULING = "org.springframework.scheduling.concurrent.ReschedulingRunnable";

	/**
	 * How far away on the stack the submission may be from the decoration of a task.
	 */
	private static final int FRAMES = 14;

	/**
	 * Tasks of Spring's that read messages, hand them on and read again, or have the next
	 * task of their kind do so.
	 */
	static final Set<String> POLLING = Set.of(
			"org.springframework.jms.listener.DefaultMessageListenerContainer$AsyncMessageListenerInvoker",
			"org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer$AsyncMessageProcessingConsumer");

	private RecurringTasks() {
	}

	/**
	 * Whether a task goes on long after the code that submits it, doing the work of many.
	 */
	static boolean isPolling(Runnable task) {
		return (task instanceof SchedulingAwareRunnable aware && aware.isLongLived())
				|| POLLING.contains(task.getClass().getName());
	}

	/**
	 * Whether a task is recurring that a scheduler is about to schedule. To be called
	 * while it does so: Spring hides the trigger's task in the future, so that only the
	 * stack can tell. Any other task than a scheduled future is not looked at further.
	 */
	static boolean isScheduledRecurring(Runnable task) {
		return task instanceof RunnableScheduledFuture<?> future && (future.isPeriodic() || isReschedulingNow());
	}

	/**
	 * Whether a task that is to be scheduled once is one run of a trigger.
	 */
	static boolean isRunOfTrigger(Runnable task) {
		return task instanceof DelegatingErrorHandlingRunnable && task instanceof ScheduledFuture;
	}

	private static boolean isReschedulingNow() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.limit(FRAMES).anyMatch(RecurringTasks::isSchedulingOfTrigger));
	}

	/**
	 * The run itself is no scheduling: what it schedules is its own affair.
	 */
	private static boolean isSchedulingOfTrigger(StackFrame frame) {
		return frame.getClassName().equals(RESCHEDULING) && frame.getMethodName().equals("schedule");
	}

}
