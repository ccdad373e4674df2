package dev.tracing.lifecycle;

import dev.tracing.TraceScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import org.jspecify.annotations.Nullable;

/**
 * What is current during a call: what the caller's context holds, and the span and the
 * isolation scope of the call. It is what {@link Context#with} would make of them, in one
 * object, since every call needs one. Immutable.
 */
final class CallContext implements Context {

	private static final ContextKey<?> SPAN = KeyProbe.keyOf(Span.getInvalid());

	private static final ContextKey<?> SCOPE = KeyProbe.keyOf(TraceScope.inside(Context.root()));

	/**
	 * The contexts that stay as they are, which are OpenTelemetry's own. Under its agent
	 * there is none of them, and only contexts of the agent's kind can be made current.
	 */
	private static final String STABLE = "io.opentelemetry.context.ArrayBasedContext";

	private static final boolean SUPPORTED = isStable(Context.root());

	/**
	 * All the rest; a span or scope in it does not count.
	 */
	private final Context rest;

	private final Span span;

	private final TraceScope scope;

	private CallContext(Context rest, Span span, TraceScope scope) {
		this.rest = rest;
		this.span = span;
		this.scope = scope;
	}

	/**
	 * Makes the context of a call, with a scope of its own.
	 * @param parent the caller's context
	 * @param span the span of the call
	 * @return the context
	 */
	static Context inside(Context parent, Span span) {
		TraceScope scope = TraceScope.inside(parent);
		if (parent instanceof CallContext caller) {
			return new CallContext(caller.rest, span, scope);
		}
		if (SUPPORTED && isStable(parent)) {
			return new CallContext(parent, span, scope);
		}
		return parent.with(span).with(scope);
	}

	/**
	 * The span of a context, or an invalid one if it has none.
	 */
	static Span spanOf(Context context) {
		return (context instanceof CallContext call) ? call.span : Span.fromContext(context);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <V> @Nullable V get(ContextKey<V> key) {
		if (key == SPAN) {
			return (V) this.span;
		}
		return (key == SCOPE) ? (V) this.scope : this.rest.get(key);
	}

	@Override
	public <V> Context with(ContextKey<V> key, V value) {
		if (key == SPAN) {
			return (value != this.span) ? new CallContext(this.rest, (Span) value, this.scope) : this;
		}
		if (key == SCOPE) {
			return (value != this.scope) ? new CallContext(this.rest, this.span, (TraceScope) value) : this;
		}
		return new CallContext(this.rest.with(key, value), this.span, this.scope);
	}

	/**
	 * Whether a context is of the kind that OpenTelemetry's agent makes.
	 */
	static boolean isAgents(Context context) {
		return !SUPPORTED && context.getClass().getName().startsWith("io.opentelemetry.javaagent.");
	}

	private static boolean isStable(Context context) {
		return context.getClass().getName().equals(STABLE);
	}

	@Override
	public String toString() {
		return this.rest.with(this.span).with(this.scope).toString();
	}

	/**
	 * Finds out under which key a value is kept, which only the value knows.
	 */
	private static final class KeyProbe implements Context {

		private @Nullable ContextKey<?> key;

		static ContextKey<?> keyOf(ImplicitContextKeyed value) {
			KeyProbe probe = new KeyProbe();
			value.storeInContext(probe);
			if (probe.key == null) {
				throw new IllegalStateException(value + " is kept under no key");
			}
			return probe.key;
		}

		@Override
		public <V> @Nullable V get(ContextKey<V> key) {
			return null;
		}

		@Override
		public <V> Context with(ContextKey<V> key, V value) {
			this.key = key;
			return this;
		}

	}

}
