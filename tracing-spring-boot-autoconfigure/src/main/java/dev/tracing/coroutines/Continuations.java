package dev.tracing.coroutines;

import dev.tracing.lifecycle.MethodCall;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * The last argument of each call of a suspending function: how its caller goes on.
 */
final class Continuations {

	private Continuations() {
	}

	/**
	 * The continuation of the caller.
	 */
	@SuppressWarnings({ "unchecked", "NullAway" }) // a call without one cannot be made
	static Continuation<@Nullable Object> of(MethodCall call) {
		@Nullable Object[] arguments = call.arguments();
		return (Continuation<@Nullable Object>) arguments[arguments.length - 1];
	}

	/**
	 * The arguments of the call, with another continuation.
	 */
	static @Nullable Object[] replace(MethodCall call, Continuation<?> continuation) {
		@Nullable Object[] arguments = call.arguments().clone();
		arguments[arguments.length - 1] = continuation;
		return arguments;
	}

}
