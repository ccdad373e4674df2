package dev.tracing.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A call of a method whose arguments can be replaced before it is made.
 *
 * @since 0.1.0
 */
public interface MethodCall extends SpanCall {

	/**
	 * The arguments of the call.
	 * @return the arguments, not to be changed
	 */
	@Nullable Object[] arguments();

	/**
	 * Makes the call with other arguments, in place of {@link #proceed()}. Called at most
	 * once, on the caller's thread.
	 * @param arguments the arguments that the method gets
	 * @return what the call returned
	 * @throws Throwable what the call threw
	 */
	@Nullable Object proceed(@Nullable Object[] arguments) throws Throwable;

}
