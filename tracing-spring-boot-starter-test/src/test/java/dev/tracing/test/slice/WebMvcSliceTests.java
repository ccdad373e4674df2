package dev.tracing.test.slice;

import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@WebMvcTest
@Import(Trips.class)
class WebMvcSliceTests {

	@Test
	void recordsTheServerSpanAndWhatIsBelow(@Autowired MockMvcTester mvc, @Autowired RecordedTraces traces) {
		assertThat(mvc.get().uri("/trips/7")).hasBodyTextEqualTo("trip 7");
		assertThat(traces.awaitOne()).hasTree("""
				http get /trips/{id} (server) {uri="/trips/{id}", status=200}
				└─ Trips.find
				""");
	}

}
