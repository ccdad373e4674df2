package dev.tracing.coroutines;

import dev.tracing.reactor.SubscriberContexts;
import io.opentelemetry.context.Context;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.reactor.ReactorContext;

import org.springframework.core.PropagationContextElement;

/**
 * Where coroutines may have a context of Reactor's: it knows of spans too, and hands them
 * on to the publishers that the coroutine subscribes to.
 *
 * @since 0.1.0
 */
public final class ReactorCallerContext implements CallerContext {

	private final SubscriberContexts contexts;

	/**
	 * Create an instance.
	 * @param contexts reads and writes Reactor's context
	 */
	public ReactorCallerContext(SubscriberContexts contexts) {
		this.contexts = contexts;
	}

	@Override
	public Context parent(CoroutineContext caller) {
		ReactorContext around = caller.get(ReactorContext.Key);
		if (around == null || isCurrentOnThread(caller)) {
			return Context.current();
		}
		return this.contexts.parent(around.getContext());
	}

	@Override
	public CoroutineContext with(CoroutineContext caller, Context span) {
		ReactorContext around = caller.get(ReactorContext.Key);
		ReactorContext inside = new ReactorContext(this.contexts
			.with((around != null) ? around.getContext() : reactor.util.context.Context.empty(), span));
		return caller.plus(inside).plus(new SpanContextElement(span));
	}

	/**
	 * Whether the coroutine has an element that makes its context current on whatever
	 * thread it runs. What is current there may then be newer than Reactor's context, and
	 * is never another coroutine's.
	 */
	private static boolean isCurrentOnThread(CoroutineContext caller) {
		return caller.get(SpanContextElement.KEY) != null || caller.get(PropagationContextElement.Key) != null;
	}

}
