package dev.tracing.coroutines;

import java.lang.reflect.Method;

import dev.tracing.lifecycle.CallConvention;
import dev.tracing.lifecycle.MethodCall;
import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import io.opentelemetry.context.Context;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;

/**
 * Each call of a suspending function is a span that lasts until the function is done,
 * which the function tells the continuation that it is called with.
 *
 * @since 0.1.0
 */
public final class SuspendingCalls implements CallConvention {

	private final CallerContext contexts;

	/**
	 * Create an instance.
	 * @param contexts finds the spans' parents
	 */
	public SuspendingCalls(CallerContext contexts) {
		this.contexts = contexts;
	}

	@Override
	public boolean appliesTo(Method method) {
		return KotlinDetector.isSuspendingFunction(method);
	}

	@Override
	public @Nullable Object run(MethodCall call, SpanStarter starter) throws Throwable {
		Continuation<@Nullable Object> caller = Continuations.of(call);
		Context parent = this.contexts.parent(caller.getContext());
		StartedSpan span = starter.start(parent);
		CoroutineContext context = this.contexts.with(caller.getContext(), (span != null) ? span.context() : parent);
		return new SpanContinuation(context, caller, parent, span)
			.call((continuation) -> call.proceed(Continuations.replace(call, continuation)));
	}

}
