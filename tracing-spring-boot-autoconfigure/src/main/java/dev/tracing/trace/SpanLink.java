package dev.tracing.trace;

import io.opentelemetry.api.common.Attributes;

/**
 * A reference from a span to a span that is not its parent, often of another trace.
 *
 * @param traceId the trace that is referred to
 * @param spanId the span that is referred to
 * @param attributes the attributes of the link
 * @since 0.1.0
 */
public record SpanLink(String traceId, String spanId, Attributes attributes) {
}
