package dev.tracing.context;

import java.util.concurrent.Callable;

import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Calls a task with what was handed over.
 *
 * @param <V> the type of the result
 */
final class PropagatingCallable<V extends @Nullable Object> extends HandOff implements Callable<V>, WrappedTask {

	private final Callable<V> task;

	PropagatingCallable(Callable<V> task, HandOff handOff) {
		super(handOff);
		this.task = task;
	}

	@Override
	public V call() throws Exception {
		try (Scope scope = open()) {
			return this.task.call();
		}
	}

	@Override
	public Callable<V> unwrap() {
		return this.task;
	}

	@Override
	public String toString() {
		return this.task.toString();
	}

}
