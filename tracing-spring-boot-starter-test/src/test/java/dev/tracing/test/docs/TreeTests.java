package dev.tracing.test.docs;

import java.time.Duration;

import dev.tracing.test.RecordedTraces;
import dev.tracing.test.SpanAssert;
import dev.tracing.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureMockMvc
class TreeTests {

	private Trace trace;

	@BeforeEach
	void search(@Autowired MockMvcTester mvc, @Autowired RecordedTraces traces) {
		assertThat(mvc.get().uri("/trips/Bergen")).hasStatusOk();
		this.trace = traces.awaitOne();
	}

	@Test
	void asText() {
		assertThat(this.trace).hasTree("""
				http get /trips/{city} (server) {status=200, uri=/trips/*}
				└─ TripSearch.search [unset]
				   ├─ Provider.quote {provider=beta}
				   ├─ Provider.* ×2..4 ∥
				   │  └─ …
				   ├─ Cache.* ×0
				   └─ …
				""");
	}

	@Test
	void byMethods() {
		assertThat(this.trace).root().isRoot().hasKind(SpanKind.SERVER);
		assertThat(this.trace).span("TripSearch.search")
			.isChildOf("http get *")
			.hasChildren("Provider.quote ×5 ∥", "Offers.rank")
			.hasNoError()
			.lastedAtLeast(Duration.ofMillis(5));
		assertThat(this.trace).spans("Provider.quote").hasSize(5).areSiblings().ranConcurrently();
		assertThat(this.trace).spans("*").allSatisfy(SpanAssert::hasNoLinks);
		assertThat(this.trace).span("Provider.quote {provider=alpha}").hasNoChildren();
		assertThat(this.trace).hasSpans(8).hasNoErrors().hasNoSpan("Cache.*");
	}

}
