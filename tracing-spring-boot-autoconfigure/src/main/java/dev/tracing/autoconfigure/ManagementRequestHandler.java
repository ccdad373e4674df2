package dev.tracing.autoconfigure;

import java.util.function.Predicate;
import java.util.stream.Stream;

import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;

import org.springframework.core.Ordered;

/**
 * Decides, as the root of a trace decides, that a request to a management endpoint is not
 * sampled, and so nothing below it. The request is measured as ever. A request that
 * belongs to a trace already is left to that.
 *
 * @param <C> the type of the context that a web server's requests have
 */
final class ManagementRequestHandler<C extends ReceiverContext<?>> implements TracingObservationHandler<C>, Ordered {

	private final Class<C> contextType;

	private final Predicate<C> managementRequest;

	private final Tracer tracer;

	ManagementRequestHandler(Class<C> contextType, Predicate<C> managementRequest, Tracer tracer) {
		this.contextType = contextType;
		this.managementRequest = managementRequest;
		this.tracer = tracer;
	}

	@Override
	public void onStart(C context) {
		IdGenerator ids = IdGenerator.random();
		Span unsampled = Span.wrap(SpanContext.create(ids.generateTraceId(), ids.generateSpanId(),
				TraceFlags.getDefault(), TraceState.getDefault()));
		getTracingContext(context).setSpan(OtelSpan.fromOtel(unsampled));
	}

	@Override
	public void onStop(C context) {
		// nothing was recorded
	}

	@Override
	public boolean supportsContext(Context context) {
		if (!this.contextType.isInstance(context)) {
			return false;
		}
		// asked at each step of the request, of which the last may see a request that the
		// web server uses for another by then
		return context.computeIfAbsent(ManagementRequestHandler.class, (key) -> decide(this.contextType.cast(context)));
	}

	@Override
	public Tracer getTracer() {
		return this.tracer;
	}

	// before those of Spring Boot, of which the first that supports a context has it
	@Override
	public int getOrder() {
		return 0;
	}

	private boolean decide(C context) {
		ReceiverContext<?> received = context;
		return !hasParent(received) && this.managementRequest.test(context);
	}

	private static <T> boolean hasParent(ReceiverContext<T> context) {
		T carrier = context.getCarrier();
		return carrier != null && Stream.of("traceparent", "b3", "X-B3-TraceId")
			.anyMatch((header) -> context.getGetter().get(carrier, header) != null);
	}

}
