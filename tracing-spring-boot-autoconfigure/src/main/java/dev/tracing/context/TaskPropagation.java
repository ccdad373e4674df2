package dev.tracing.context;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import io.micrometer.context.ContextRegistry;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Has tasks run with the context of the code that submitted them.
 *
 * <p>
 * The context is taken as it is at the submission, "nothing" included, and set exactly so
 * on the thread that runs the task; afterwards the thread has again what it had before.
 * One-shot work inherits in this way. Recurring work begins with nothing at each run.
 *
 * <p>
 * Besides the context, values of other accessors can be carried, which costs several
 * times as much. Nothing else is carried by itself: to hand a user's identity to
 * background threads is for the application to decide.
 *
 * @since 0.1.0
 */
public final class TaskPropagation {

	private final CarriedValues.@Nullable Source values;

	/**
	 * Carry the OpenTelemetry context.
	 */
	public TaskPropagation() {
		this.values = null;
	}

	/**
	 * Carry the OpenTelemetry context and values of other accessors.
	 * @param registry where the accessors are registered
	 * @param keys the keys of the accessors, such as {@code micrometer.observation} for
	 * the current observation
	 */
	public TaskPropagation(ContextRegistry registry, Collection<String> keys) {
		this.values = keys.isEmpty() ? null : new CarriedValues.Source(registry, Set.copyOf(keys));
	}

	/**
	 * Takes what is current on this thread, for work that is submitted now.
	 * @return the hand-off, to be opened on the thread that does the work
	 */
	public HandOff capture() {
		return new HandOff(Context.current(), captureValues());
	}

	/**
	 * Takes what is current on this thread, for a function that is given away now and is
	 * no task by itself.
	 * @return the hand-off, to be attached whenever the function is called
	 */
	public HandOff captureForFunction() {
		return HandOff.ofFunction(Context.current(), captureValues());
	}

	/**
	 * Takes what is current on this thread, for a thread that is made or started now. As
	 * nobody knows whether it will do this work only or go on for ever, it holds what it
	 * was handed for a minute, and then as long as the span is recording.
	 * @return the hand-off, to be opened on the thread
	 */
	public HandOff captureForThread() {
		return new HandOff(FadingContext.of(Context.current(), System::nanoTime), captureValues());
	}

	/**
	 * Has a task run with what is current on this thread, unless it is one that goes on
	 * for ever, which begins with nothing.
	 * @param task the task, to be run once
	 * @return what is to be submitted instead; the task itself if it is such already
	 */
	public Runnable wrap(Runnable task) {
		Objects.requireNonNull(task, "task");
		if (PlainTasks.contain(task)) {
			return wrapPlain(task);
		}
		if (task instanceof HandOff) {
			return task;
		}
		return PropagatingRunnable.of(task, RecurringTasks.isPolling(task) ? captureForRecurring() : capture());
	}

	/**
	 * The same for one of the {@link PlainTasks}.
	 */
	Runnable wrapPlain(Runnable task) {
		return new PropagatingRunnable(task, capture());
	}

	/**
	 * Takes nothing, for a task that recurs.
	 * @return the hand-off, to be opened at each run
	 */
	public HandOff captureForRecurring() {
		return HandOff.ofRecurring();
	}

	/**
	 * Has a task run with what is current on this thread.
	 * @param task the task, to be called once
	 * @return what is to be submitted instead; the task itself if it is such already
	 * @param <V> the type of the result
	 */
	public <V extends @Nullable Object> Callable<V> wrap(Callable<V> task) {
		Objects.requireNonNull(task, "task");
		return (task instanceof HandOff) ? task : new PropagatingCallable<>(task, capture());
	}

	/**
	 * Has a thread run with what is current on this thread, as
	 * {@link #captureForThread()} takes it.
	 * @param run what the thread runs
	 * @return what it is to run instead; the same if it is a task wrapped already
	 */
	public Runnable wrapForThread(Runnable run) {
		Objects.requireNonNull(run, "run");
		return (run instanceof HandOff) ? run : PropagatingRunnable.of(run, captureForThread());
	}

	/**
	 * Has each run of a task begin with nothing.
	 * @param task the task
	 * @return what is to be submitted instead
	 */
	public Runnable wrapRecurring(Runnable task) {
		Objects.requireNonNull(task, "task");
		Runnable original = (task instanceof PropagatingRunnable wrapped) ? wrapped.unwrap() : task;
		return PropagatingRunnable.of(original, captureForRecurring());
	}

	private CarriedValues captureValues() {
		return (this.values != null) ? this.values.capture() : CarriedValues.NONE;
	}

}
