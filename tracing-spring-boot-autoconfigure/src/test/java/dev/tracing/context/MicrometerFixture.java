package dev.tracing.context;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.EventListener;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.bridge.OtelTracer.EventPublisher;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryEventPublisherBeansApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Micrometer's tracing over OpenTelemetry as Spring Boot sets it up, its listeners to
 * scopes included.
 */
final class MicrometerFixture implements AutoCloseable {

	private final SdkTracerProvider provider = SdkTracerProvider.builder().build();

	private final GenericApplicationContext application = new GenericApplicationContext();

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final OtelTracer micrometer;

	MicrometerFixture(EventListener... listeners) {
		EventPublisher publisher = (event) -> {
			for (EventListener listener : listeners) {
				listener.onEvent(event);
			}
		};
		this.application.addApplicationListener(new OpenTelemetryEventPublisherBeansApplicationListener());
		this.application.registerBean(EventPublisher.class, () -> publisher);
		this.application.refresh();
		this.micrometer = new OtelTracer(tracer(), new FaithfulCurrentTraceContext(), publisher);
		this.observations.observationConfig().observationHandler(new DefaultTracingObservationHandler(this.micrometer));
	}

	Tracer tracer() {
		return this.provider.get("test");
	}

	OtelTracer micrometerTracer() {
		return this.micrometer;
	}

	/**
	 * A context with a new span, and nothing else.
	 */
	Context startSpan(String name) {
		return Context.root().with(tracer().spanBuilder(name).setNoParent().startSpan());
	}

	ObservationRegistry observations() {
		return this.observations;
	}

	Observation startObservation(String name) {
		return Observation.start(name, this.observations);
	}

	@Override
	public void close() {
		this.application.close();
		this.provider.close();
	}

}
