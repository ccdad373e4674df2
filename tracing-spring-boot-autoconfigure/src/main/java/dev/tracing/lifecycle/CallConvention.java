package dev.tracing.lifecycle;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * How calls of a kind of methods become spans that do not simply return their result, but
 * are told by an argument where to go on when it is there. Takes the place of the
 * {@link SpanLifecycle}, which sees nothing but what a call returned.
 *
 * <p>
 * Implementations are safe for use by many threads and hold no state of a call.
 *
 * @since 0.1.0
 */
public interface CallConvention {

	/**
	 * Whether calls of the method follow this convention. Called once per method, before
	 * its first call.
	 * @param method the method
	 * @return whether its calls are made by this
	 */
	boolean appliesTo(Method method);

	/**
	 * Makes a call inside a span, or one for each use of its result. Called once per
	 * call, on the caller's thread, and leaves that thread as it was.
	 * @param call the call, made exactly once, on this thread
	 * @param starter starts the spans of the call
	 * @return what the caller gets, as the convention wants it
	 * @throws Throwable what the call threw, the very same object
	 */
	@Nullable Object run(MethodCall call, SpanStarter starter) throws Throwable;

}
