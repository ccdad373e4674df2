package dev.tracing.agent;

import dev.tracing.RecordedSpans;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.RequestReplySenderContext;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class AgentSpanHandlerTests {

	private final RecordedSpans spans = new RecordedSpans();

	private final Tracer tracer = this.spans.provider().get("test");

	private final ObservationRegistry observations = ObservationRegistry.create();

	@BeforeEach
	void register() {
		OtelTracer micrometers = new OtelTracer(this.tracer, new OtelCurrentTraceContext(), (event) -> {
		});
		this.observations.observationConfig()
			.observationHandler(new FirstMatchingCompositeObservationHandler(new AgentSpanHandler(() -> micrometers),
					new DefaultTracingObservationHandler(micrometers)));
	}

	@AfterEach
	void threadHoldsNothing() {
		this.spans.assertNothingIsLeft();
	}

	@Test
	void requestThatComesInHasTheSpanThatIsCurrent() {
		Span agents = this.tracer.spanBuilder("agent's").startSpan();
		try (Scope scope = agents.makeCurrent()) {
			server().observe(() -> assertThat(Span.current().getSpanContext()).isEqualTo(agents.getSpanContext()));
			assertThat(this.spans.all()).isEmpty();
		}
		agents.end();
		assertThat(this.spans.all()).extracting(SpanData::getName).containsExactly("agent's");
	}

	@Test
	void requestThatComesInHasASpanOfItsOwnWhereNoneIsCurrent() {
		server().observe(() -> assertThat(Span.current().isRecording()).isTrue());
		assertThat(this.spans.all()).hasSize(1);
	}

	@Test
	void requestThatGoesOutHasTheSpanAroundIt() {
		Span around = this.tracer.spanBuilder("around").startSpan();
		try (Scope scope = around.makeCurrent()) {
			client().observe(() -> assertThat(Span.current().getSpanContext()).isEqualTo(around.getSpanContext()));
		}
		assertThat(this.spans.all()).isEmpty();
		around.end();
	}

	@Test
	void requestThatGoesOutHasNoneWhereNothingIsAroundIt() {
		client().observe(() -> assertThat(Span.current().getSpanContext().isValid()).isFalse());
		assertThat(this.spans.all()).isEmpty();
	}

	@Test
	void requestThatGoesOutIsBelowTheObservationAroundIt() {
		Observation own = Observation.start("own", this.observations);
		client().parentObservation(own).observe(() -> this.tracer.spanBuilder("agent's").startSpan().end());
		own.stop();
		assertThat(this.spans.all()).extracting(SpanData::getName).containsExactly("agent's", "own");
		assertThat(this.spans.all().get(0).getParentSpanId()).isEqualTo(this.spans.all().get(1).getSpanId());
	}

	@Test
	void observationsOfTheApplicationAreSpans() {
		Observation.createNotStarted("own", this.observations).observe(() -> {
		});
		Observation.createNotStarted("sent", () -> new RequestReplySenderContext<>((carrier, key, value) -> {
		}), this.observations).observe(() -> {
		});
		assertThat(this.spans.all()).extracting(SpanData::getName).containsExactly("own", "sent");
	}

	private Observation server() {
		return Observation.createNotStarted("server",
				() -> new ServerRequestObservationContext(new MockHttpServletRequest(), new MockHttpServletResponse()),
				this.observations);
	}

	private Observation client() {
		return Observation.createNotStarted("client",
				() -> new ClientRequestObservationContext(new MockClientHttpRequest(HttpMethod.GET, "/")),
				this.observations);
	}

}
