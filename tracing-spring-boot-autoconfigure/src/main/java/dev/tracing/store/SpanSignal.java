package dev.tracing.store;

import dev.tracing.trace.SpanEvent;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;

/**
 * What the application's threads tell the recorder's.
 */
sealed interface SpanSignal {

	/**
	 * The ids of the span that it is about.
	 */
	SpanContext spanContext();

	/**
	 * A span started.
	 *
	 * @param span the span
	 * @param threadId the id of the thread it started on
	 * @param threadName the name of the thread it started on
	 */
	record Started(ReadableSpan span, long threadId, String threadName) implements SpanSignal {

		@Override
		public SpanContext spanContext() {
			return this.span.getSpanContext();
		}

	}

	/**
	 * A span ended.
	 *
	 * @param span the span
	 * @param threadId the id of the thread it ended on
	 */
	record Ended(ReadableSpan span, long threadId) implements SpanSignal {

		@Override
		public SpanContext spanContext() {
			return this.span.getSpanContext();
		}

	}

	/**
	 * Something was found out about a span that takes no events any more.
	 *
	 * @param spanContext the ids of the span
	 * @param event what was found out
	 */
	record Noted(SpanContext spanContext, SpanEvent event) implements SpanSignal {
	}

}
