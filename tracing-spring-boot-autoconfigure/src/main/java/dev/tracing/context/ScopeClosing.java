package dev.tracing.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Closes a scope for good.
 *
 * @since 0.1.0
 */
public final class ScopeClosing {

	private ScopeClosing() {
	}

	/**
	 * Closes a scope, and makes sure that what was current before it is so again, though
	 * somebody may have opened a scope inside it and forgotten it. Called on the thread
	 * that opened the scope.
	 * @param scope the scope
	 * @param before what was current when the scope was opened
	 */
	public static void close(Scope scope, Context before) {
		scope.close();
		Context current = Context.current();
		if (current != before && (current == Context.current() || !AgentContexts.haveSameSpan(current, before))) {
			before.makeCurrent();
		}
	}

}
