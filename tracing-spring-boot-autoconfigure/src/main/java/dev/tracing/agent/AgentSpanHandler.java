package dev.tracing.agent;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelSpan;

import org.springframework.core.Ordered;

/**
 * Has an observation take the agent's span for its own, instead of making a second one
 * for the same thing. Where the agent's span comes later, further in, the observation has
 * the span around it, so that the agent's comes below that.
 *
 * <p>
 * The observation is measured as ever, and whoever asks for its span is given one; what
 * it would put on a span, and its end, are the agent's affair.
 *
 * @since 0.1.0
 */
public final class AgentSpanHandler implements TracingObservationHandler<Observation.Context>, Ordered {

	private static final Span NONE = OtelSpan.fromOtel(io.opentelemetry.api.trace.Span.getInvalid());

	private final Supplier<Tracer> tracer;

	/**
	 * Create a handler.
	 * @param tracer gives what tells which span is current; asked at each observation
	 */
	public AgentSpanHandler(Supplier<Tracer> tracer) {
		this.tracer = tracer;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		if (context.get(AgentSpanHandler.class) instanceof Boolean decided) {
			return decided;
		}
		boolean supported = AgentObservations.SENT.contain(context)
				|| AgentObservations.RECEIVED.contain(context) && getTracer().currentSpan() != null;
		// asked at each step, of which the last may find another span current
		context.put(AgentSpanHandler.class, supported);
		return supported;
	}

	@Override
	public void onStart(Observation.Context context) {
		Span around = getParentSpan(context);
		if (around == null) {
			around = getTracer().currentSpan();
		}
		getTracingContext(context).setSpan((around != null) ? around : NONE);
	}

	@Override
	public void onError(Observation.Context context) {
		// the agent sees the error as well
	}

	@Override
	public void onStop(Observation.Context context) {
		// whoever started the span ends it
	}

	@Override
	public Tracer getTracer() {
		return this.tracer.get();
	}

	// before those of Spring Boot, of which the first that supports a context has it
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
