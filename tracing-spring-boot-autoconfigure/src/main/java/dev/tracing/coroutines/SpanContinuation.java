package dev.tracing.coroutines;

import dev.tracing.context.ScopeClosing;
import dev.tracing.lifecycle.StartedSpan;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.jspecify.annotations.Nullable;

/**
 * What a suspending function that runs inside a span gets in place of its caller's
 * continuation. The span ends when the function is done, whether it has suspended or not.
 */
class SpanContinuation extends SwitchingContinuation {

	private final Context inside;

	private final @Nullable StartedSpan span;

	/**
	 * Create a continuation.
	 * @param context the caller's coroutine context, with the context of the span
	 * @param caller the caller's continuation
	 * @param parent the context of the call
	 * @param span the span, ended by this; null if the call has none
	 */
	SpanContinuation(CoroutineContext context, Continuation<@Nullable Object> caller, Context parent,
			@Nullable StartedSpan span) {
		super(context, caller, parent);
		this.inside = (span != null) ? span.context() : parent;
		this.span = span;
	}

	/**
	 * Calls a function, inside the span.
	 * @param function the function, called exactly once, on this thread
	 * @return what the function returned: its result, or Kotlin's sign that it has
	 * suspended
	 * @throws E what the function threw
	 */
	final <E extends Throwable> @Nullable Object call(Function<E> function) throws E {
		Context before = Context.current();
		Scope scope = this.inside.makeCurrent();
		Object result;
		try {
			result = function.call(this);
		}
		catch (Throwable ex) {
			ScopeClosing.close(scope, before);
			fail(ex);
			throw ex;
		}
		ScopeClosing.close(scope, before);
		if (result != IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
			end(result);
		}
		return result;
	}

	@Override
	final void done(@Nullable Object result) {
		try {
			ResultKt.throwOnFailure(result);
		}
		catch (Throwable ex) {
			fail(ex);
			return;
		}
		end(result);
	}

	void fail(Throwable failure) {
		if (this.span != null) {
			this.span.fail(failure);
		}
	}

	final void cancel() {
		if (this.span != null) {
			this.span.cancel();
		}
	}

	private void end(@Nullable Object result) {
		if (this.span != null) {
			this.span.end(result);
		}
	}

	/**
	 * A suspending function, as it is called from Java.
	 */
	@FunctionalInterface
	interface Function<E extends Throwable> {

		@Nullable Object call(Continuation<@Nullable Object> continuation) throws E;

	}

}
