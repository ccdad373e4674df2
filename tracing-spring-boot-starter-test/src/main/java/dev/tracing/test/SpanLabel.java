package dev.tracing.test;

import java.util.Locale;
import java.util.Map;

import dev.tracing.trace.SpanFailure;
import dev.tracing.trace.TraceNode;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a recorded span, in the words of a {@link SpanPattern}.
 */
final class SpanLabel {

	static String of(TraceNode node) {
		TraceSpan span = node.span();
		StringBuilder label = new StringBuilder(span.name());
		if (span.kind() != SpanKind.INTERNAL) {
			label.append(" (").append(span.kind().name().toLowerCase(Locale.ROOT)).append(')');
		}
		if (node.isOrphan()) {
			label.append(" (parent missing)");
		}
		SpanFailure failure = span.failure();
		if (failure != null) {
			String type = failure.type();
			label.append((type != null) ? " [error: " + simpleName(type) + "]" : " [error]");
		}
		if (span.isCancelled()) {
			label.append(" [cancelled]");
		}
		return label.append(span.isRunning() ? " (still running)" : "").toString();
	}

	/**
	 * The value of an attribute as text, whatever its type, or null if there is none.
	 */
	static @Nullable String attribute(TraceSpan span, String key) {
		for (Map.Entry<AttributeKey<?>, Object> attribute : span.attributes().asMap().entrySet()) {
			if (attribute.getKey().getKey().equals(key)) {
				return String.valueOf(attribute.getValue());
			}
		}
		return null;
	}

	static String simpleName(String className) {
		return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
	}

	private SpanLabel() {
	}

}
