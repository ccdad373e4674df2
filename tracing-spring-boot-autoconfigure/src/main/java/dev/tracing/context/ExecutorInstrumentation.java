package dev.tracing.context;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ClassUtils;

/**
 * Has executors and schedulers that are already made carry context.
 *
 * <p>
 * Spring's own get a decorator, inside of which the one they have goes on to work. Others
 * are wrapped by interface, where the type that the bean is declared with allows for it.
 * An executor is never subclassed or proxied, and one that cannot do its work as before
 * is left alone.
 *
 * @since 0.1.0
 */
public final class ExecutorInstrumentation {

	private final TaskPropagation propagation;

	private final ExecutorWrapping wrapping;

	private final boolean poolsCarry;

	/**
	 * Create an instrumentation.
	 * @param propagation what wraps the tasks
	 */
	public ExecutorInstrumentation(TaskPropagation propagation) {
		this(propagation, false);
	}

	/**
	 * Create an instrumentation.
	 * @param propagation what wraps the tasks
	 * @param poolsCarry whether somebody else, an agent, sees to it that the JDK's thread
	 * pools carry context, so that they are left alone, and Spring's that use them
	 */
	public ExecutorInstrumentation(TaskPropagation propagation, boolean poolsCarry) {
		this.propagation = propagation;
		this.wrapping = new ExecutorWrapping(propagation);
		this.poolsCarry = poolsCarry;
	}

	/**
	 * Has an executor carry context. Called once per bean, when it has been initialised
	 * and before anybody uses it.
	 * @param executor the executor, which may be a scheduler; not a proxy of one
	 * @param declaredType the type that others may count on
	 * @return what became of it
	 */
	public InstrumentedExecutor instrument(Executor executor, Class<?> declaredType) {
		if (executor instanceof WrappedExecutor || this.poolsCarry && isPool(executor)) {
			return InstrumentedExecutor.carrying(executor);
		}
		String obstacle = obstacle(executor);
		if (obstacle != null) {
			return InstrumentedExecutor.leftAlone(executor, obstacle);
		}
		TaskDecoratorSlot slot = TaskDecoratorSlot.of(executor);
		if (slot == null) {
			return this.wrapping.wrap(executor, declaredType);
		}
		return slot.decorate(this.propagation) ? InstrumentedExecutor.carrying(executor)
				: InstrumentedExecutor.leftAlone(executor, "has a task decorator that cannot be seen");
	}

	/**
	 * Whether the executor hands its tasks to threads of a pool of the JDK's.
	 */
	private static boolean isPool(Executor executor) {
		return executor instanceof ThreadPoolExecutor || executor instanceof ForkJoinPool
				|| executor instanceof ThreadPoolTaskExecutor || executor instanceof ThreadPoolTaskScheduler;
	}

	private static @Nullable String obstacle(Executor executor) {
		if (executor instanceof SimpleAsyncTaskScheduler && !(executor instanceof PropagatingTaskScheduler)) {
			return "decorates its tasks on the scheduling thread, where nothing is left of the submitter; " + "use a "
					+ PropagatingTaskScheduler.class.getName();
		}
		if (executor instanceof ConcurrentTaskScheduler) {
			return "does not tell its decorator recurring tasks from others; "
					+ "make the executor that it uses a bean, declared as ScheduledExecutorService";
		}
		if (executor.getClass().getName().contains(ClassUtils.CGLIB_CLASS_SEPARATOR)
				&& TaskDecoratorSlot.of(executor) != null) {
			return "is a proxy, behind which its task decorator cannot be seen";
		}
		return comparesTasks(executor) ? "has a queue that compares the tasks in a way of its own" : null;
	}

	/**
	 * Whether the executor's queue compares the tasks that it is given in a way of its
	 * own, so that they must not be wrapped. One that is given a future compares the
	 * future, whatever task is inside.
	 * @param executor the executor
	 * @return whether a wrapped task could not be compared
	 */
	public static boolean comparesTasks(Executor executor) {
		return hasComparator(queueOf(executor));
	}

	private static @Nullable BlockingQueue<Runnable> queueOf(Executor executor) {
		if (executor instanceof ThreadPoolTaskExecutor pool) {
			try {
				return pool.getThreadPoolExecutor().getQueue();
			}
			catch (IllegalStateException ex) {
				// not initialised, for reasons of its own
				return null;
			}
		}
		return (executor instanceof ThreadPoolExecutor pool) ? pool.getQueue() : null;
	}

	/**
	 * A comparator of the application's cannot know our wrappers. Without one the tasks
	 * compare themselves, and the wrappers do as they do. A queue of delays asks its
	 * tasks for more than that.
	 */
	private static boolean hasComparator(@Nullable BlockingQueue<?> queue) {
		return queue instanceof DelayQueue<?>
				|| queue instanceof PriorityBlockingQueue<?> priority && priority.comparator() != null;
	}

}
