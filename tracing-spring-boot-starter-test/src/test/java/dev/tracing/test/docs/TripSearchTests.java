package dev.tracing.test.docs;

import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static dev.tracing.test.TraceAssertions.assertThat;

@SpringBootTest
class TripSearchTests {

	@Autowired
	private TripSearch search;

	@Autowired
	private RecordedTraces traces;

	@Test
	void asksAllProvidersAtOnceAndThenRanks() {
		this.search.search("Bergen");
		assertThat(this.traces.awaitOne()).hasTree("""
				TripSearch.search
				├─ Provider.quote ×5 ∥
				└─ Offers.rank
				""");
	}

}
