package dev.tracing.lifecycle;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;

/**
 * What is known of a span before the call that it stands for. Immutable.
 *
 * @param name the name of the span
 * @param kind the kind of the span
 * @param root whether the span starts a trace of its own, linked to the caller's span
 * @param expected types of exceptions that do not make the span an error
 * @param attributes the attributes that each such span has
 */
public record SpanDefinition(String name, SpanKind kind, boolean root, List<Class<? extends Throwable>> expected,
		Attributes attributes) {

	public SpanDefinition {
		expected = List.copyOf(expected);
	}

	/**
	 * Whether a failure with the throwable is an expected outcome.
	 * @param failure the throwable
	 * @return whether it is expected
	 */
	boolean expects(Throwable failure) {
		for (Class<? extends Throwable> type : this.expected) {
			if (type.isInstance(failure)) {
				return true;
			}
		}
		return false;
	}

}
