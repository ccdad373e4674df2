package dev.tracing.coroutines;

import dev.tracing.context.ScopeClosing;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

/**
 * Leads from a piece of a coroutine back to the one around it, where the two have
 * different contexts. The thread stays the same, as it does when any suspending function
 * returns to its caller, and no dispatcher sees to what is current.
 */
class SwitchingContinuation implements Continuation<@Nullable Object> {

	private final CoroutineContext context;

	private final Continuation<@Nullable Object> outer;

	private final Context current;

	/**
	 * Create a continuation.
	 * @param context the context of the inner piece
	 * @param outer how the outer piece goes on
	 * @param current what is to be current in the outer piece
	 */
	SwitchingContinuation(CoroutineContext context, Continuation<@Nullable Object> outer, Context current) {
		this.context = context;
		this.outer = outer;
		this.current = current;
	}

	@Override
	public final CoroutineContext getContext() {
		return this.context;
	}

	@Override
	public final void resumeWith(@Nullable Object result) {
		done(result);
		resumeOuter(result);
	}

	/**
	 * Called when the inner piece is done, after it has suspended.
	 * @param result the result or failure, as Kotlin represents them
	 */
	void done(@Nullable Object result) {
	}

	private void resumeOuter(@Nullable Object result) {
		Context before = Context.current();
		Scope scope = this.current.makeCurrent();
		try {
			this.outer.resumeWith(result);
		}
		finally {
			ScopeClosing.close(scope, before);
		}
	}

}
