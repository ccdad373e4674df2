package dev.tracing.coroutines;

import dev.tracing.reactor.SubscriberContexts;
import io.opentelemetry.context.Context;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.reactor.ReactorContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes the context of a subscription current, which is not known yet when this is made:
 * a call is published before it is subscribed to, and may be subscribed to again. It is
 * found in Reactor's context, which the coroutine of a subscription has from its
 * subscriber.
 */
final class SubscribedContextElement extends SpanContextElement {

	private final SubscriberContexts contexts;

	/**
	 * What was found last, for code in the coroutine that has replaced Reactor's context
	 * by one that knows nothing of spans.
	 */
	private volatile Context last;

	/**
	 * Create an element.
	 * @param contexts reads Reactor's context
	 * @param caller the context of the call, which is current where the subscription has
	 * none
	 */
	SubscribedContextElement(SubscriberContexts contexts, Context caller) {
		super(caller);
		this.contexts = contexts;
		this.last = caller;
	}

	@Override
	Context contextIn(CoroutineContext coroutine) {
		ReactorContext reactor = coroutine.get(ReactorContext.Key);
		Context found = (reactor != null) ? this.contexts.find(reactor.getContext()) : null;
		if (found == null) {
			return this.last;
		}
		this.last = found;
		return found;
	}

}
