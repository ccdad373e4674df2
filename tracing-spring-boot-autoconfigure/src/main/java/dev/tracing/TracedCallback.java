package dev.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Work to be done inside a span, given to {@link Tracing}.
 *
 * @param <T> the type of the result
 * @param <E> the checked exception that the work may throw; {@code RuntimeException}
 * where there is none
 * @since 0.1.0
 */
@FunctionalInterface
public interface TracedCallback<T extends @Nullable Object, E extends Throwable> {

	/**
	 * Does the work. Called exactly once, on the caller's thread, with the span current.
	 * @return the result, which the caller gets
	 * @throws E what the work throws, which the caller gets
	 */
	T call() throws E;

}
