package dev.tracing.store;

import io.opentelemetry.sdk.trace.ReadableSpan;

/**
 * What the application's threads tell the recorder's.
 */
sealed interface SpanSignal {

	/**
	 * The span.
	 */
	ReadableSpan span();

	/**
	 * A span started.
	 *
	 * @param span the span
	 * @param threadId the id of the thread it started on
	 * @param threadName the name of the thread it started on
	 */
	record Started(ReadableSpan span, long threadId, String threadName) implements SpanSignal {
	}

	/**
	 * A span ended.
	 *
	 * @param span the span
	 * @param threadId the id of the thread it ended on
	 */
	record Ended(ReadableSpan span, long threadId) implements SpanSignal {
	}

}
