package dev.tracing.reactor;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * The context of an observation that stands for a span of ours, where a framework looks
 * for an observation only: below it, {@code WebClient}'s observation becomes a child of
 * the span. Such an observation is never started or stopped. What is put on it goes onto
 * the span, as errors and events do.
 */
final class SpanObservation extends Observation.Context {

	private static final String NAME = "traced";

	private final Span span;

	private SpanObservation(Span span) {
		this.span = span;
	}

	/**
	 * Make an observation that stands for the span of a context.
	 * @param context the context of the span
	 * @param around the observation around it, or null if there is none
	 * @param registry where the observations below it are made
	 * @return the observation, or null if the registry does not want it
	 */
	static @Nullable Observation of(Context context, @Nullable Observation around, ObservationRegistry registry) {
		if (registry.isNoop()) {
			return null;
		}
		Observation observation = Observation.createNotStarted(NAME, () -> create(context), registry);
		if (observation.isNoop()) {
			return null;
		}
		return (around != null) ? observation.parentObservation(around) : observation;
	}

	private static SpanObservation create(Context context) {
		Span span = Span.fromContext(context);
		TracingContext tracing = new TracingContext();
		tracing.setSpan(OtelSpan.fromOtel(span, context));
		SpanObservation result = new SpanObservation(span);
		result.put(TracingContext.class, tracing);
		return result;
	}

	@Override
	public Observation.Context addLowCardinalityKeyValue(KeyValue keyValue) {
		this.span.setAttribute(keyValue.getKey(), keyValue.getValue());
		return super.addLowCardinalityKeyValue(keyValue);
	}

	@Override
	public Observation.Context addHighCardinalityKeyValue(KeyValue keyValue) {
		this.span.setAttribute(keyValue.getKey(), keyValue.getValue());
		return super.addHighCardinalityKeyValue(keyValue);
	}

}
