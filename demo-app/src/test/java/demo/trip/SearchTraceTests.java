package demo.trip;

import java.util.Map;

import dev.tracing.test.RecordedTraces;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * The trees of searches, with the test kit, as an application would test its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "tour.at-start=false")
class SearchTraceTests {

	@Autowired
	private Map<String, TripSearch> searches;

	@Autowired
	private RecordedTraces traces;

	@ParameterizedTest
	@ValueSource(strings = { "asyncSearch", "futureSearch", "zipSearch", "flatMapSearch", "assembledSearch" })
	void providersAreAskedSideBySide(String search) {
		this.searches.get(search).search(new Trip("trace-of-" + search, "Lisbon", "Porto"));
		assertThat(this.traces.awaitOne()).hasTree("""
				TripSearch.search {trip.reference=trace-of-*}
				├─ Provider.quote ×5
				│  └─ http get (client)
				│     └─ http get /providers/{name}/quote (server) {status=200}
				└─ Offers.rank
				""").spans("Provider.quote", (quotes) -> quotes.areSiblings());
	}

	@Test
	void aLoopAsksOneAfterTheOther() {
		this.searches.get("loopSearch").search(new Trip("trace-of-a-loop", "Lisbon", "Porto"));
		assertThat(this.traces.awaitOne()).hasNoErrors()
			.spans("Provider.quote")
			.hasSize(5)
			.areSiblings()
			.allSatisfy((quote) -> quote.isChildOf("TripSearch.search"));
	}

	@Test
	void aRequestIsTheRootOfItsSearch(@LocalServerPort int port) {
		RestClient.create("http://127.0.0.1:" + port)
			.get()
			.uri("/trips?from=Lisbon&to=Porto")
			.retrieve()
			.toBodilessEntity();
		assertThat(this.traces.awaitOne()).root().hasKind(SpanKind.SERVER).hasChildren("TripSearch.search");
	}

}
