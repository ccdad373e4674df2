package dev.tracing.test.slice;

import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;

import static dev.tracing.test.TraceAssertions.assertThat;

@WebFluxTest
@Import(Trips.class)
class WebFluxSliceTests {

	@Test
	void recordsTheServerSpanAndWhatIsBelow(@Autowired WebTestClient web, @Autowired RecordedTraces traces) {
		web.get().uri("/reactive-trips/7").exchange().expectBody(String.class).isEqualTo("trip 7");
		assertThat(traces.awaitOne()).hasTree("""
				http get /reactive-trips/{id} (server)
				└─ Trips.findReactively
				""");
	}

}
