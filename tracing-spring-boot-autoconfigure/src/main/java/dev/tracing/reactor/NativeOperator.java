package dev.tracing.reactor;

import org.jspecify.annotations.Nullable;

/**
 * What makes Reactor treat an operator as one of its own.
 *
 * <p>
 * With automatic context propagation, Reactor restores thread-locals around the signals
 * of operators that it does not know. For a subscriber without a context, such as a
 * lambda, {@code toFuture()} or a {@code zip} below them, it thereby clears what is
 * current on the very thread that subscribes, and whatever starts next has lost its
 * parent. Our operators restore what they change, so that this is neither right nor
 * needed.
 */
final class NativeOperator {

	private NativeOperator() {
	}

	/**
	 * The answer to Reactor's question about an attribute of an operator. Whether the
	 * operator is one of Reactor's is an attribute that cannot be named outside of
	 * Reactor; it is the only one to which the base classes of operators answer "false".
	 * @param answer what the base class answers
	 * @return what the operator answers
	 */
	static @Nullable Object answer(@Nullable Object answer) {
		return (answer != Boolean.FALSE) ? answer : Boolean.TRUE;
	}

}
