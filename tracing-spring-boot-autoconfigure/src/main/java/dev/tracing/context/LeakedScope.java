package dev.tracing.context;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/**
 * Tells of a scope that a unit of work opened and forgot.
 *
 * @since 0.1.0
 */
public final class LeakedScope {

	private static final AttributeKey<String> THREAD_NAME = AttributeKey.stringKey("thread.name");

	private LeakedScope() {
	}

	/**
	 * Adds an {@linkplain TracingAttributes#SCOPE_LEAKED event} to the span that was left
	 * current on this thread, or to the span of the unit of work where that one does not
	 * record any more, if another context is current than should be. Where neither
	 * records, nobody is told.
	 * @param expected what was current on this thread when the unit of work began, of
	 * which each scope should have been closed by now
	 */
	public static void tellIfAny(Context expected) {
		Context current = Context.current();
		// where the OpenTelemetry agent keeps the context, no two reads are the same
		if (current == expected || current != Context.current()) {
			return;
		}
		Span leaked = Span.fromContext(current);
		Span told = leaked.isRecording() ? leaked : Span.fromContext(expected);
		if (told.isRecording()) {
			told.addEvent(TracingAttributes.SCOPE_LEAKED, Attributes.of(THREAD_NAME, Thread.currentThread().getName(),
					TracingAttributes.LEAKED_SPAN_ID, leaked.getSpanContext().getSpanId()));
		}
	}

}
