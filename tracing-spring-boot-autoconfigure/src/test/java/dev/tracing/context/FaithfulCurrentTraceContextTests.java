package dev.tracing.context;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FaithfulCurrentTraceContext}.
 */
class FaithfulCurrentTraceContextTests {

	private final SdkTracerProvider provider = SdkTracerProvider.builder().build();

	private final Tracer tracer = this.provider.get("test");

	private final FaithfulCurrentTraceContext currentTraceContext = new FaithfulCurrentTraceContext();

	private final OtelTracer micrometer = new OtelTracer(this.tracer, this.currentTraceContext, (event) -> {
	});

	private final ObservationRegistry registry = ObservationRegistry.create();

	FaithfulCurrentTraceContextTests() {
		this.registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(this.micrometer));
	}

	@AfterEach
	void close() {
		this.provider.close();
		assertThat(Context.current()).isSameAs(Context.root());
	}

	@Test
	void observationBelowSpanMadeCurrentByOpenTelemetryIsItsChild() {
		Observation server = Observation.start("server", this.registry);
		server.scoped(() -> {
			Span span = this.tracer.spanBuilder("between").startSpan();
			try (Scope scope = span.makeCurrent()) {
				Observation.start("client", this.registry).scoped(() -> {
					TraceContext client = this.micrometer.currentTraceContext().context();
					assertThat(client).isNotNull();
					assertThat(client.parentId()).isEqualTo(span.getSpanContext().getSpanId());
				});
			}
			finally {
				span.end();
			}
		});
	}

	@Test
	void answersWithTheObservationsSpanInsideItsScope() {
		Observation server = Observation.start("server", this.registry);
		server.scoped(() -> {
			TraceContext current = this.micrometer.currentTraceContext().context();
			assertThat(current).isNotNull();
			assertThat(current.spanId()).isEqualTo(Span.current().getSpanContext().getSpanId());
		});
	}

	@Test
	void hasNoSpanWhereOpenTelemetryHasNone() {
		Observation.start("server", this.registry).scoped(() -> {
			try (Scope scope = Context.current().with(Span.getInvalid()).makeCurrent()) {
				assertThat(this.currentTraceContext.context()).isNull();
				assertThat(this.micrometer.currentSpan()).isNull();
			}
		});
		assertThat(this.currentTraceContext.context()).isNull();
	}

}
