package dev.tracing.context;

import io.opentelemetry.context.Scope;

/**
 * Runs a task with what was handed over.
 */
sealed class PropagatingRunnable extends HandOff implements Runnable, WrappedTask {

	private final Runnable task;

	PropagatingRunnable(Runnable task, HandOff handOff) {
		super(handOff);
		this.task = task;
	}

	static PropagatingRunnable of(Runnable task, HandOff handOff) {
		return (task instanceof Comparable<?>) ? new Ordered(task, handOff) : new PropagatingRunnable(task, handOff);
	}

	@Override
	public void run() {
		try (Scope scope = open()) {
			this.task.run();
		}
	}

	@Override
	public Runnable unwrap() {
		return this.task;
	}

	@Override
	public String toString() {
		return this.task.toString();
	}

	/**
	 * Has a place among other tasks, as the queue of an executor may ask for.
	 */
	private static final class Ordered extends PropagatingRunnable implements Comparable<Object> {

		Ordered(Runnable task, HandOff handOff) {
			super(task, handOff);
		}

		@Override
		@SuppressWarnings("unchecked")
		public int compareTo(Object other) {
			Object task = (other instanceof WrappedTask wrapped) ? wrapped.unwrap() : other;
			return ((Comparable<Object>) unwrap()).compareTo(task);
		}

	}

}
