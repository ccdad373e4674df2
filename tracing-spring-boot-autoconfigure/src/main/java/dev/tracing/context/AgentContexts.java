package dev.tracing.context;

import dev.tracing.TraceScope;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/**
 * What can be known of contexts where the OpenTelemetry agent keeps them. It makes a new
 * object for each time that it is asked what is current, so that only what a context
 * holds can be compared.
 */
final class AgentContexts {

	/**
	 * Whether the agent keeps the context in this JVM. Its root is of its own kind then,
	 * too.
	 */
	private static final boolean POSSIBLE = isOfAgentsClass(Context.root());

	private AgentContexts() {
	}

	/**
	 * Whether a context is of the kind that the agent makes.
	 */
	static boolean isAgents(Context context) {
		return POSSIBLE && isOfAgentsClass(context);
	}

	private static boolean isOfAgentsClass(Context context) {
		return context.getClass().getName().startsWith("io.opentelemetry.javaagent.");
	}

	/**
	 * Whether two contexts hold the same span, or both none.
	 */
	static boolean haveSameSpan(Context one, Context other) {
		return spanId(one).equals(spanId(other));
	}

	/**
	 * Whether nothing is in a context that would be worth carrying: the root, or one of
	 * the agent's that has nothing of what is known here.
	 */
	static boolean isNothing(Context context) {
		return context == Context.root() || isAgents(context) && !Span.fromContext(context).getSpanContext().isValid()
				&& Baggage.fromContext(context).isEmpty() && TraceScope.from(context) == null;
	}

	private static String spanId(Context context) {
		return Span.fromContext(context).getSpanContext().getSpanId();
	}

}
