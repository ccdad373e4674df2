package dev.tracing.context;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's view of the current span, which is OpenTelemetry's current span always.
 *
 * <p>
 * Micrometer's own class remembers in the context which span it made current last, and
 * goes on answering with that one below spans that were made current through
 * OpenTelemetry. An observation that starts there would become a sibling of the span it
 * belongs under.
 *
 * @since 0.1.0
 */
public final class FaithfulCurrentTraceContext extends OtelCurrentTraceContext {

	@Override
	public @Nullable TraceContext context() {
		TraceContext remembered = super.context();
		Context current = Context.current();
		Span span = Span.fromContext(current);
		if (remembered == null || remembered.spanId().equals(span.getSpanContext().getSpanId())) {
			return remembered;
		}
		return span.getSpanContext().isValid() ? new OtelSpan(span, current).context() : null;
	}

}
