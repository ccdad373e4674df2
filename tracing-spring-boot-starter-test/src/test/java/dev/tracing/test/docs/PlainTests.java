package dev.tracing.test.docs;

import dev.tracing.test.RecordTraces;
import dev.tracing.test.RecordedTraces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

import static dev.tracing.test.TraceAssertions.assertThat;

@RecordTraces
class PlainTests {

	@Test
	void nests(Tracer tracer, RecordedTraces traces) {
		Span outer = tracer.spanBuilder("outer").startSpan();
		try (Scope scope = outer.makeCurrent()) {
			tracer.spanBuilder("inner").startSpan().end();
		}
		outer.end();
		assertThat(traces.awaitOne()).hasTree("""
				outer
				└─ inner
				""");
	}

}
