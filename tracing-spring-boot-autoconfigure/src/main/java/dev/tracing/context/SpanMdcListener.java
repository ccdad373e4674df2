package dev.tracing.context;

import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper.ScopeAttachedEvent;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper.ScopeRestoredEvent;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.slf4j.MDC;

/**
 * Keeps the ids of the current span in the MDC. Micrometer's own listener leaves them
 * there when a context without a span becomes current, so that lines are logged with the
 * ids of a trace that they are no part of.
 *
 * @since 0.1.0
 */
public final class SpanMdcListener extends Slf4JEventListener implements ContextChanges.Listener {

	private static final String TRACE_ID = "traceId";

	private static final String SPAN_ID = "spanId";

	/**
	 * Called for each scope that is opened or closed, on its thread, where Micrometer
	 * publishes events of scopes. Of the two events of a closed scope, the second tells
	 * all; what it says is current again is not, if the scope was closed out of order.
	 */
	@Override
	public void onEvent(Object event) {
		if (event instanceof ScopeAttachedEvent || event instanceof ScopeRestoredEvent) {
			becameCurrent(Context.current());
		}
	}

	@Override
	public void becameCurrent(Context context) {
		SpanContext span = Span.fromContext(context).getSpanContext();
		if (span.isValid()) {
			MDC.put(TRACE_ID, span.getTraceId());
			MDC.put(SPAN_ID, span.getSpanId());
		}
		else {
			MDC.remove(TRACE_ID);
			MDC.remove(SPAN_ID);
		}
	}

}
