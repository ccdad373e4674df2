package dev.tracing.soak;

import java.util.List;

import dev.tracing.SpanAttribute;
import dev.tracing.TraceScope;
import dev.tracing.Traced;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Calls without a hand-off, and spans that are not ours between them.
 */
class PlainConstructs implements Constructs {

	private static final String TWO_BELOW_BETWEEN = """
			between [*]
			  Leaf.work {request=$} ×2
			""";

	private final Leaf leaf;

	private final Recursion recursion;

	private final ObservationRegistry observations;

	private final OpenTelemetry openTelemetry;

	PlainConstructs(Leaf leaf, Recursion recursion, ObservationRegistry observations, OpenTelemetry openTelemetry) {
		this.leaf = leaf;
		this.recursion = recursion;
		this.observations = observations;
		this.openTelemetry = openTelemetry;
	}

	@Override
	public List<Construct> constructs() {
		return List.of(Construct.blocking("loop", "Leaf.work {request=$} ×3", this::loop),
				Construct.blocking("recursion", """
						Recursion.down {request=$}
						  Recursion.down {request=$}
						    Recursion.down {request=$}
						""", (request) -> this.recursion.down(request, 3)), Construct.blocking("failing leaf", """
						Leaf.failing {request=$} [error: IllegalStateException]
						Leaf.work {request=$}
						""", this::failing),
				Construct.blocking("observation between", TWO_BELOW_BETWEEN, this::observation),
				Construct.blocking("span between", TWO_BELOW_BETWEEN, this::span),
				Construct.blocking("isolation scope", "Leaf.work {request=$, tenant=$} ×2", this::isolated));
	}

	private String loop(String request) {
		this.leaf.work(request);
		this.leaf.work(request);
		return this.leaf.work(request);
	}

	private String failing(String request) {
		try {
			return this.leaf.failing(request);
		}
		catch (IllegalStateException ex) {
			return this.leaf.work(request);
		}
	}

	private String observation(String request) {
		return String.valueOf(Observation.createNotStarted("between", this.observations).observe(() -> {
			this.leaf.work(request);
			return this.leaf.work(request);
		}));
	}

	private String span(String request) {
		Span span = this.openTelemetry.getTracer("by hand").spanBuilder("between").startSpan();
		try (Scope scope = span.makeCurrent()) {
			this.leaf.work(request);
			return this.leaf.work(request);
		}
		finally {
			span.end();
		}
	}

	private String isolated(String request) {
		try (TraceScope scope = TraceScope.open()) {
			scope.put("tenant", request);
			this.leaf.work(request);
			return this.leaf.work(request);
		}
	}

	/**
	 * Calls itself, through its proxy.
	 */
	static class Recursion {

		private final ObjectProvider<Recursion> self;

		Recursion(ObjectProvider<Recursion> self) {
			this.self = self;
		}

		@Traced
		public String down(@SpanAttribute("request") String request, int depth) {
			return (depth > 1) ? this.self.getObject().down(request, depth - 1) : Work.work();
		}

	}

}
