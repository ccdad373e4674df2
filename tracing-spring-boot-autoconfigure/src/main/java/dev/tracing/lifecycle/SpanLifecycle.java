package dev.tracing.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * How long a span lasts, for one kind of results. The value that a call returns at run
 * time decides, not the type that its method declares; the declared type only tells in
 * advance which lifecycles may come into question.
 *
 * <p>
 * Implementations are safe for use by many threads, hold no state of a call, and never
 * throw: a failure of theirs must not reach the user's call.
 */
public interface SpanLifecycle {

	/**
	 * Whether a value of the declared type may be one that this lifecycle supports.
	 * Called once per method, before its first call.
	 * @param declaredType the type that the method declares to return
	 * @return whether such a value is possible
	 */
	boolean isCandidate(Class<?> declaredType);

	/**
	 * Whether the declared type tells that the work begins after the call, each time the
	 * result is used. Such a call starts no span itself: {@link #startLater} does. Called
	 * once per method, for candidates only.
	 * @param declaredType the type that the method declares to return
	 * @return whether no span is to be started for the call
	 */
	default boolean startsLater(Class<?> declaredType) {
		return false;
	}

	/**
	 * Whether this lifecycle is the one for the value, which only the value's class
	 * decides. Called at most once per call, on the caller's thread.
	 * @param result what the call returned
	 * @return whether the value is supported
	 */
	boolean supports(Object result);

	/**
	 * Takes over a span that was started for the call, and sees to it that it ends
	 * exactly once. Called once per call with a supported value, on the caller's thread,
	 * after the span's scope has been closed.
	 * @param result what the call returned
	 * @param span the span to be ended
	 * @param starter starts more spans of the call
	 * @return what the caller gets, of the same kind as the result
	 */
	Object follow(Object result, StartedSpan span, SpanStarter starter);

	/**
	 * Makes each use of the result a span. Called once per call with a supported value,
	 * on the caller's thread, if no span was started for the call.
	 * @param result what the call returned
	 * @param declaredType the type that the method declares to return, which what the
	 * caller gets must be; {@code Object} where the caller may count on the result's own
	 * type
	 * @param starter starts the spans
	 * @return what the caller gets, of the same kind as the result; null if the result is
	 * no work that begins later, or nothing of its kind can be made
	 */
	default @Nullable Object startLater(Object result, Class<?> declaredType, SpanStarter starter) {
		return null;
	}

}
