package dev.tracing.autoconfigure;

import dev.tracing.TraceScope;
import dev.tracing.TracingAttributes;
import dev.tracing.context.RunningTask;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Puts on every span, whoever makes it, what is known around it: the attributes of the
 * {@link TraceScope}, which are weaker than the span's own, and the task that it starts
 * in.
 */
final class ContextAttributesProcessor implements SpanProcessor {

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		TraceScope scope = TraceScope.from(parentContext);
		Attributes around = (scope != null) ? scope.attributes() : Attributes.empty();
		if (!around.isEmpty()) {
			around.forEach((key, value) -> setIfAbsent(span, key, value));
		}
		RunningTask task = RunningTask.current();
		if (task != null) {
			span.setAttribute(TracingAttributes.TASK_ID, task.id());
			if (task.queueNanos() >= 0 && task.isOutermost(parentContext)) {
				span.setAttribute(TracingAttributes.TASK_QUEUE_TIME, task.queueNanos());
				span.setAttribute(TracingAttributes.TASK_RUN_TIME, task.runNanos());
			}
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
