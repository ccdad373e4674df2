package dev.tracing.lifecycle;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * A scope where the OpenTelemetry agent keeps the context, which closes even if scopes
 * inside it were forgotten. The agent closes none that is not the innermost; what was
 * current before would be lost to it, and with it all that it traces on this thread.
 */
final class AgentScope implements Scope {

	private final Scope scope;

	/**
	 * What is current inside. Made current again, it is to the agent the very same, which
	 * the context that the scope was opened with is not.
	 */
	private final Context inside;

	private AgentScope(Scope scope, Context inside) {
		this.scope = scope;
		this.inside = inside;
	}

	static AgentScope open(Context context) {
		return new AgentScope(context.makeCurrent(), Context.current());
	}

	@Override
	public void close() {
		if (!spanId(Context.current()).equals(spanId(this.inside))) {
			this.inside.makeCurrent();
		}
		this.scope.close();
	}

	private static String spanId(Context context) {
		return Span.fromContext(context).getSpanContext().getSpanId();
	}

}
