package dev.tracing.autoconfigure;

import dev.tracing.TraceScope;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Puts on every span, whoever makes it, what the context around it has for it: the
 * attributes of the {@link TraceScope}. What the span sets itself is stronger.
 */
final class ContextAttributesProcessor implements SpanProcessor {

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		TraceScope scope = TraceScope.from(parentContext);
		if (scope != null) {
			scope.attributes().forEach((key, value) -> setIfAbsent(span, key, value));
		}
	}

	@SuppressWarnings("unchecked")
	private static void setIfAbsent(ReadWriteSpan span, AttributeKey<?> key, Object value) {
		if (span.getAttribute(key) == null) {
			span.setAttribute((AttributeKey<Object>) key, value);
		}
	}

	@Override
	public boolean isStartRequired() {
		return true;
	}

	@Override
	public void onEnd(ReadableSpan span) {
	}

	@Override
	public boolean isEndRequired() {
		return false;
	}

}
