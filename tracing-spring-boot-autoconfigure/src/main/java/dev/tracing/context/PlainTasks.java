package dev.tracing.context;

import java.util.concurrent.RunnableScheduledFuture;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * Tells tasks that have nothing to be looked at, which most are. To find out that a class
 * does not implement an interface costs a search through all that it does implement, a
 * few of them as much as the rest of a submission; here it is done once for each class.
 */
final class PlainTasks {

	/**
	 * Kept by the classes of the tasks, and therefore without anything of ours.
	 */
	private static final ClassValue<Boolean> PLAIN = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return !(RunnableScheduledFuture.class.isAssignableFrom(type)
					|| SchedulingAwareRunnable.class.isAssignableFrom(type) || Comparable.class.isAssignableFrom(type)
					|| HandOff.class.isAssignableFrom(type) || RecurringTasks.POLLING.contains(type.getName()));
		}

	};

	private PlainTasks() {
	}

	/**
	 * Whether a task neither recurs nor goes on for ever, has no place among others, and
	 * is not wrapped.
	 */
	static boolean contain(Runnable task) {
		return PLAIN.get(task.getClass());
	}

}
