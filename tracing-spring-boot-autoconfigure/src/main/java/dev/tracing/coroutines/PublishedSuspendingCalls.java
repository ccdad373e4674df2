package dev.tracing.coroutines;

import java.lang.reflect.Method;

import dev.tracing.lifecycle.CallConvention;
import dev.tracing.lifecycle.MethodCall;
import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import dev.tracing.reactor.ReactiveSpanLifecycle;
import dev.tracing.reactor.SubscriberContexts;
import io.opentelemetry.context.Context;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.KotlinDetector;

/**
 * The calls of suspending functions as Spring AOP makes them where
 * {@code kotlinx-coroutines-reactor} is present: what the call returns is a {@code Mono},
 * or a {@code Flux} if the function returns a flow, which runs the function in a
 * coroutine of its own, and which the proxy subscribes to for the caller. The span
 * belongs to the subscription.
 *
 * @since 0.1.0
 */
public final class PublishedSuspendingCalls implements CallConvention {

	private final ReactiveSpanLifecycle lifecycle;

	private final CallerContext callers;

	private final SubscriberContexts subscribers;

	/**
	 * Create an instance.
	 * @param lifecycle makes the spans of subscriptions
	 * @param callers finds their parents
	 * @param subscribers reads Reactor's context
	 */
	public PublishedSuspendingCalls(ReactiveSpanLifecycle lifecycle, CallerContext callers,
			SubscriberContexts subscribers) {
		this.lifecycle = lifecycle;
		this.callers = callers;
		this.subscribers = subscribers;
	}

	@Override
	public boolean appliesTo(Method method) {
		return KotlinDetector.isSuspendingFunction(method);
	}

	@Override
	public @Nullable Object run(MethodCall call, SpanStarter starter) throws Throwable {
		Continuation<@Nullable Object> caller = Continuations.of(call);
		Context parent = this.callers.parent(caller.getContext());
		CoroutineContext context = caller.getContext().plus(new SubscribedContextElement(this.subscribers, parent));
		Object result;
		try {
			result = call.proceed(Continuations.replace(call, new SwitchingContinuation(context, caller, parent)));
		}
		catch (Throwable ex) {
			StartedSpan span = starter.start(parent);
			if (span != null) {
				span.fail(ex);
			}
			throw ex;
		}
		return published(result, parent, starter);
	}

	private @Nullable Object published(@Nullable Object result, Context parent, SpanStarter starter) {
		if (result instanceof Flux) {
			// not the call is the parent, but whoever collects the flow
			return this.lifecycle.startLater(result, Flux.class, starter);
		}
		if (result == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
			// advice of the user's has made it a plain call again
			return result;
		}
		Mono<?> mono = (result instanceof Mono<?> published) ? published : Mono.justOrEmpty(result);
		return this.lifecycle.startLater(mono, Mono.class, (subscriber) -> starter.start(parent));
	}

}
