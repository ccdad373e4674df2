package dev.tracing.coroutines;

import io.opentelemetry.context.Context;
import kotlin.coroutines.CoroutineContext;

/**
 * Where a coroutine's context and OpenTelemetry's meet.
 *
 * @since 0.1.0
 */
public interface CallerContext {

	/**
	 * The context of a call that a coroutine makes, and so the parent of its span. Called
	 * on the thread that makes the call.
	 * @param caller the context of the coroutine that makes the call
	 * @return the parent
	 */
	Context parent(CoroutineContext caller);

	/**
	 * The context that a coroutine has inside a span.
	 * @param caller the context of the coroutine outside
	 * @param span the context of the span
	 * @return the context of the coroutine inside
	 */
	CoroutineContext with(CoroutineContext caller, Context span);

	/**
	 * Where coroutines have nothing to do with Reactor: what is current on the thread
	 * tells.
	 * @return the meeting point of the two
	 */
	static CallerContext withoutReactor() {
		return new CallerContext() {

			@Override
			public Context parent(CoroutineContext caller) {
				return Context.current();
			}

			@Override
			public CoroutineContext with(CoroutineContext caller, Context span) {
				return caller.plus(new SpanContextElement(span));
			}

		};
	}

}
