package dev.tracing.test.docs;

import java.time.Duration;
import java.util.List;

import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static dev.tracing.test.TraceAssertions.assertThat;

@SpringBootTest
class WaitingTests {

	@Autowired
	private TripSearch search;

	@Autowired
	private RecordedTraces traces;

	@Test
	void two() {
		this.search.search("Bergen");
		this.search.search("Bodø");
		List<Trace> searches = this.traces.await(2);
		assertThat(searches.get(1)).hasSpans(7);
	}

	@Test
	void workThatNobodyWaitsFor() {
		this.search.order("Bergen");
		Trace order = this.traces.awaitOne((trace) -> trace.spans().size() == 2);
		assertThat(order).hasTree("""
				TripSearch.order
				└─ Provider.book
				""");
	}

	@Test
	void others() {
		this.search.search("Bergen");
		this.traces.within(Duration.ofSeconds(30)).awaitOne();
		this.traces.assertNone();
		this.traces.ignore("task *");
		this.search.search("Bodø");
		this.traces.clear();
	}

}
