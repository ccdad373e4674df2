package dev.tracing.store;

import java.util.List;

import dev.tracing.trace.SpanEvent;
import dev.tracing.trace.SpanLink;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.Attributes;

/**
 * Estimates how much memory a span takes that is kept: the span with its node in the
 * tree, and each attribute, event and link with its characters.
 */
final class SpanSize {

	/** An object with a few references, and its place in a collection. */
	private static final int ENTRY = 56;

	/** A {@link TraceSpan} and its node, each with its collections. */
	private static final int SPAN = 480;

	static long of(TraceSpan span) {
		long bytes = SPAN + chars(span.name()) + chars(span.statusDescription()) + of(span.attributes());
		for (SpanEvent event : span.events()) {
			bytes += ENTRY + chars(event.name()) + of(event.attributes());
		}
		for (SpanLink link : span.links()) {
			bytes += ENTRY + of(link.attributes());
		}
		return bytes;
	}

	/**
	 * What a running span takes, without what it holds itself anyway.
	 */
	static long ofRunning() {
		return SPAN;
	}

	private static long of(Attributes attributes) {
		long[] bytes = { 0 };
		attributes.forEach((key, value) -> bytes[0] += ENTRY + ofValue(value));
		return bytes[0];
	}

	private static long ofValue(Object value) {
		if (value instanceof String text) {
			return chars(text);
		}
		if (value instanceof List<?> list) {
			return list.stream().mapToLong((element) -> ENTRY + ofValue(element)).sum();
		}
		return 0;
	}

	private static long chars(String text) {
		return 2L * text.length();
	}

	private SpanSize() {
	}

}
