package dev.tracing.coroutines;

import dev.tracing.context.ScopeClosing;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import kotlin.coroutines.AbstractCoroutineContextElement;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.ThreadContextElement;

/**
 * Makes a context current wherever the coroutines run that have this element: on each
 * resumption, until the next suspension. The innermost call's element takes the place of
 * those around it, and comes after all other elements.
 */
class SpanContextElement extends AbstractCoroutineContextElement implements ThreadContextElement<Scope> {

	static final Key KEY = new Key();

	private final Context context;

	/**
	 * Create an element.
	 * @param context what to make current
	 */
	SpanContextElement(Context context) {
		super(KEY);
		this.context = context;
	}

	/**
	 * What is to be current in a coroutine.
	 * @param coroutine the context of the coroutine, which has this element
	 */
	Context contextIn(CoroutineContext coroutine) {
		return this.context;
	}

	@Override
	public final Scope updateThreadContext(CoroutineContext coroutine) {
		Context before = Context.current();
		Scope scope = contextIn(coroutine).makeCurrent();
		return () -> ScopeClosing.close(scope, before);
	}

	@Override
	public final void restoreThreadContext(CoroutineContext coroutine, Scope scope) {
		scope.close();
	}

	static final class Key implements CoroutineContext.Key<SpanContextElement> {

	}

}
