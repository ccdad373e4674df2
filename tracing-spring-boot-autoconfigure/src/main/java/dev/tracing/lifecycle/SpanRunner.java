package dev.tracing.lifecycle;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tracing.TraceScope;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls inside spans: the one way from a {@link SpanDefinition} and a
 * {@link SpanCall} to a span, for annotations and for spans by hand alike.
 *
 * <p>
 * A scope is opened and closed in the same method on the same thread, so that after any
 * call the thread is as it was before. What ends later is the span, never the scope.
 */
public final class SpanRunner {

	private static final Log logger = LogFactory.getLog(SpanRunner.class);

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/thread/
	private static final AttributeKey<Long> THREAD_ID = AttributeKey.longKey("thread.id");

	private static final AttributeKey<String> THREAD_NAME = AttributeKey.stringKey("thread.name");

	private final Tracer tracer;

	private final List<SpanLifecycle> lifecycles;

	private final List<CallConvention> conventions;

	private final boolean unsampledParentDecides;

	private final RecordedThrowables recorded = new RecordedThrowables();

	private final AtomicBoolean failureLogged = new AtomicBoolean();

	/**
	 * Create a runner of calls that return their result.
	 * @param tracer makes the spans
	 * @param lifecycles the kinds of results, the first that supports a value has it
	 * @param unsampledParentDecides whether the sampler samples nothing below a parent
	 * that is not sampled, so that it need not be asked there
	 */
	public SpanRunner(Tracer tracer, List<SpanLifecycle> lifecycles, boolean unsampledParentDecides) {
		this(tracer, lifecycles, List.of(), unsampledParentDecides);
	}

	/**
	 * Create a runner.
	 * @param tracer makes the spans
	 * @param lifecycles the kinds of results, the first that supports a value has it
	 * @param conventions the kinds of calls that do not simply return their result, the
	 * first that applies to a method has it
	 * @param unsampledParentDecides whether the sampler samples nothing below a parent
	 * that is not sampled, so that it need not be asked there
	 */
	public SpanRunner(Tracer tracer, List<SpanLifecycle> lifecycles, List<CallConvention> conventions,
			boolean unsampledParentDecides) {
		this.tracer = tracer;
		this.lifecycles = List.copyOf(lifecycles);
		this.conventions = List.copyOf(conventions);
		this.unsampledParentDecides = unsampledParentDecides;
	}

	/**
	 * Resolves all that can be resolved before the first call.
	 * @param definition what is known of the span
	 * @param declaredType the type that the calls are declared to return
	 * @return the plan, to be kept for all calls
	 */
	public SpanPlan plan(SpanDefinition definition, Class<?> declaredType) {
		return new SpanPlan(definition, declaredType, this.lifecycles, null);
	}

	/**
	 * Resolves all that can be resolved before the first call of a method.
	 * @param definition what is known of the span
	 * @param declaredType the type that the method returns
	 * @param method the method
	 * @return the plan, to be kept for all calls
	 */
	public SpanPlan plan(SpanDefinition definition, Class<?> declaredType, Method method) {
		for (CallConvention convention : this.conventions) {
			if (convention.appliesTo(method)) {
				return new SpanPlan(definition, declaredType, this.lifecycles, convention);
			}
		}
		return plan(definition, declaredType);
	}

	/**
	 * Makes a call of a method inside a span whose parent is the caller's context, in the
	 * way that calls of the method are made.
	 * @param plan the plan of the span
	 * @param call the call, made exactly once, on this thread
	 * @return what the caller gets
	 * @throws Throwable what the call threw, the very same object
	 */
	public @Nullable Object invoke(SpanPlan plan, MethodCall call) throws Throwable {
		CallConvention convention = plan.convention();
		return (convention != null) ? convention.run(call, (parent) -> start(plan, call, parent)) : run(plan, call);
	}

	/**
	 * Makes a call inside a span whose parent is the current context.
	 * @param plan the plan of the span
	 * @param call the call, made exactly once, on this thread
	 * @return what the call returned, or, for a publisher, one of the same kind
	 * @throws Throwable what the call threw, the very same object
	 */
	public @Nullable Object run(SpanPlan plan, SpanCall call) throws Throwable {
		Context parent = Context.current();
		if (plan.startsLater()) {
			return runBefore(plan, call, parent);
		}
		SpanDefinition definition = plan.definition();
		Span span = startSpan(definition, call, parent);
		if (span == null) {
			return runUnsampled(call, parent);
		}
		Context context = CallContext.inside(parent, span);
		Object result;
		Scope scope = CallContext.isAgents(context) ? AgentScope.open(context) : context.makeCurrent();
		try {
			result = call.proceed();
		}
		catch (Throwable ex) {
			close(scope, parent);
			StartedSpan.fail(definition, this.recorded, span, ex);
			throw ex;
		}
		close(scope, parent);
		SpanLifecycle lifecycle = plan.lifecycleOf(result);
		if (result == null || lifecycle == null) {
			StartedSpan.end(call, span, result);
			return result;
		}
		return lifecycle.follow(result, new StartedSpan(definition, call, span, context, this.recorded),
				(later) -> start(plan, call, later));
	}

	/**
	 * Makes each use of a value a span.
	 * @param plan the plan of the spans
	 * @param call describes the spans; never made
	 * @param value the value
	 * @return what is to be used instead; null if the value is not used later, or no
	 * lifecycle supports it
	 */
	public @Nullable Object perUse(SpanPlan plan, SpanCall call, Object value) {
		SpanLifecycle lifecycle = plan.lifecycleOf(value);
		return (lifecycle != null)
				? lifecycle.startLater(value, plan.declaredType(), (parent) -> start(plan, call, parent)) : null;
	}

	/**
	 * The call itself is not the work: it only makes what is used later. A call that
	 * fails makes nothing, so that its failure would be seen nowhere; it is a span of its
	 * own.
	 */
	private @Nullable Object runBefore(SpanPlan plan, SpanCall call, Context parent) throws Throwable {
		Object result;
		try {
			result = call.proceed();
		}
		catch (Throwable ex) {
			StartedSpan span = start(plan, call, parent);
			if (span != null) {
				span.fail(ex);
			}
			throw ex;
		}
		Object replacement = (result != null) ? perUse(plan, call, result) : null;
		if (replacement == null && result != null) {
			plan.tellUntraced(result);
		}
		return (replacement != null) ? replacement : result;
	}

	private @Nullable Object runUnsampled(SpanCall call, Context parent) throws Throwable {
		if (TraceScope.from(parent) == null) {
			return call.proceed();
		}
		// what the call puts on its scope must not reach the caller's
		Scope scope = parent.with(TraceScope.inside(parent)).makeCurrent();
		try {
			return call.proceed();
		}
		finally {
			close(scope, parent);
		}
	}

	private @Nullable StartedSpan start(SpanPlan plan, SpanCall call, Context parent) {
		Span span = startSpan(plan.definition(), call, parent);
		return (span != null)
				? new StartedSpan(plan.definition(), call, span, CallContext.inside(parent, span), this.recorded)
				: null;
	}

	/**
	 * Starts a span, or returns null where none is needed, or none could be made.
	 */
	private @Nullable Span startSpan(SpanDefinition definition, SpanCall call, Context parent) {
		if (this.unsampledParentDecides && !definition.root() && isUnsampled(CallContext.spanOf(parent))) {
			return null;
		}
		try {
			Span span = builder(definition, parent).startSpan();
			call.describeArguments(span);
			return span;
		}
		catch (RuntimeException ex) {
			// tracing must not fail the user's call
			if (this.failureLogged.compareAndSet(false, true)) {
				logger.warn("Span '" + definition.name() + "' could not be started, and the call goes on without. "
						+ "Further failures of this kind are not logged.", ex);
			}
			return null;
		}
	}

	private SpanBuilder builder(SpanDefinition definition, Context parent) {
		Thread thread = Thread.currentThread();
		SpanBuilder builder = this.tracer.spanBuilder(definition.name()).setParent(parent);
		TraceScope scope = CallContext.isAgents(parent) ? TraceScope.from(parent) : null;
		if (scope != null) {
			// the processor that does so elsewhere sees no span of the agent's SDK
			builder.setAllAttributes(scope.attributes());
		}
		builder.setSpanKind(definition.kind())
			.setAllAttributes(definition.attributes())
			.setAttribute(THREAD_ID, thread.getId())
			.setAttribute(THREAD_NAME, thread.getName());
		if (definition.root()) {
			SpanContext caller = Span.fromContext(parent).getSpanContext();
			// the processors get the parent's context all the same, less its span
			builder.setParent(parent.with(Span.getInvalid()));
			if (caller.isValid()) {
				builder.addLink(caller);
			}
		}
		return builder;
	}

	private static boolean isUnsampled(Span parent) {
		SpanContext context = parent.getSpanContext();
		return context.isValid() && !context.isSampled() && !parent.isRecording();
	}

	/**
	 * Closes a scope and makes sure that what was current before it is so again, though
	 * the call may have left scopes of its own open.
	 */
	private static void close(Scope scope, Context before) {
		scope.close();
		Context current = Context.current();
		// where the OpenTelemetry agent keeps the context, no two reads are the same
		if (current != before && current == Context.current()) {
			before.makeCurrent();
		}
	}

}
