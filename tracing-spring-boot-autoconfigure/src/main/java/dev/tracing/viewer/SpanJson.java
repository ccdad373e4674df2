package dev.tracing.viewer;

import java.util.List;

import dev.tracing.trace.SpanFailure;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.Attributes;

/**
 * Writes what a span has besides its place in the tree.
 */
final class SpanJson {

	/** Beyond, JavaScript's numbers have gaps. */
	private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

	/**
	 * Writes members of an object.
	 * @param json is written to
	 * @param span the span
	 * @param traceStart when its trace starts, in nanoseconds since the epoch
	 */
	static void write(JsonWriter json, TraceSpan span, long traceStart) {
		SpanFailure failure = span.failure();
		json.member("otelKind", span.kind().name())
			.member("scope", span.scopeName())
			.member("statusText", span.statusDescription())
			.member("errorType", (failure != null) ? failure.type() : null)
			.member("cancelled", span.isCancelled())
			.member("parentId", span.parentId())
			.member("remoteParent", span.isParentRemote())
			.member("dropped", span.dropped());
		json.name("attributes");
		attributes(json, span.attributes());
		json.name("events").array(span.events(), (event) -> json.object(() -> {
			json.member("name", event.name()).member("t", event.epochNanos() - traceStart);
			json.name("attributes");
			attributes(json, event.attributes());
		}));
		json.name("links").array(span.links(), (link) -> json.object(() -> {
			json.member("traceId", link.traceId()).member("spanId", link.spanId());
			json.name("attributes");
			attributes(json, link.attributes());
		}));
	}

	/**
	 * Writes a text, a number, a truth value or a list of these.
	 */
	static void value(JsonWriter json, Object value) {
		if (value instanceof List<?> list) {
			json.array(list, (element) -> value(json, element));
		}
		else if (value instanceof Boolean truth) {
			json.value(truth.booleanValue());
		}
		else if (value instanceof Double || value instanceof Float) {
			json.value(((Number) value).doubleValue());
		}
		else if (value instanceof Number number && Math.abs(number.longValue()) <= MAX_SAFE_INTEGER) {
			json.value(number.longValue());
		}
		else {
			json.value(value.toString());
		}
	}

	private static void attributes(JsonWriter json, Attributes attributes) {
		json.object(() -> attributes.forEach((key, value) -> {
			json.name(key.getKey());
			value(json, value);
		}));
	}

	private SpanJson() {
	}

}
