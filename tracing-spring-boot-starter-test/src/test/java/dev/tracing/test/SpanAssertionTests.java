package dev.tracing.test;

import java.time.Duration;
import java.util.List;

import dev.tracing.trace.SpanLink;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SpanAssertionTests {

	private static final Trace SEARCH = TraceSketch.trace("""
			GET /trips 0-120 server
			  TripSearch.search 0-100
			    Provider.quote 10-60 provider=alpha
			    Provider.quote 11-60 provider=beta cancelled
			    Offers.rank 70-90 error=java.lang.IllegalStateException
			""");

	private static final String TEXT = """


			trace 4bf92f3577b34da6a3ce929d0e0e4736 · 120 ms · 5 spans · 1 error
			GET /trips (server)     120 ms
			└─ TripSearch.search    100 ms
			   ├─ Provider.quote ∥   50 ms
			   ├─ Provider.quote ∥   49 ms  cancelled
			   └─ Offers.rank        20 ms  ✗ IllegalStateException: no seat left

			error: 'Offers.rank' failed with java.lang.IllegalStateException: no seat left. \
			What should have come after it may be missing.""";

	@Test
	void aSpanHasItsPlace() {
		assertThat(SEARCH).root().isRoot().hasKind(SpanKind.SERVER).hasChildren("TripSearch.search");
		assertThat(SEARCH).span("TripSearch.*", (span) -> {
			span.isChildOf("GET /trips (server)");
			span.hasChildren("Offers.rank", "Provider.quote ×2 ∥");
		}).span("Offers.rank", SpanAssert::hasNoChildren);
		assertThat(SEARCH).hasNoSpan("Cache.*").hasSpans(5);
	}

	@Test
	void spansHaveTheirPlaces() {
		assertThat(SEARCH).spans("Provider.quote")
			.hasSize(2)
			.areSiblings()
			.ranConcurrently()
			.areChildrenOf("TripSearch.search")
			.allSatisfy(SpanAssert::hasNoError);
	}

	@Test
	void aSpanSaysHowItWent() {
		assertThat(SEARCH).span("TripSearch.search")
			.hasNoError()
			.lasted(Duration.ofMillis(100), Duration.ofMillis(100));
		assertThat(SEARCH).span("Offers.rank").hasError("IllegalStateException").hasError("no seat*");
		assertThat(SEARCH).span("Provider.quote {provider=beta}")
			.isCancelled()
			.hasAttribute("provider", "b*")
			.hasAttribute(AttributeKey.stringKey("provider"), "beta")
			.doesNotHaveAttribute("tenant")
			.hasNoLinks();
	}

	@Test
	void aSpanIsLinked() {
		TraceSpan target = SEARCH.root().span();
		Trace linked = Trace.of(List.of(TraceSpan.builder("1", "2", "batch")
			.end(1)
			.links(List.of(new SpanLink(target.traceId(), target.spanId(), Attributes.empty())))
			.build()));
		assertThat(linked).root().isLinkedTo(SEARCH.root());
		assertThatFails(() -> assertThat(linked).root().isLinkedTo(SEARCH.nodes().get(1)))
			.withMessageContaining("to be linked to TripSearch.search [trace");
		assertThatFails(() -> assertThat(linked).root().hasNoLinks()).withMessageContaining("to have no links");
	}

	@Test
	void whatIsWrongIsToldWithTheTrace() {
		assertFails(() -> assertThat(SEARCH).hasSpans(7), "Expected 7 spans, but there are 5");
		assertFails(() -> assertThat(SEARCH).hasNoErrors(), "Expected no error, but 1 of the spans are");
		assertFails(() -> assertThat(SEARCH).span("Provider.quote"),
				"Expected one span 'Provider.quote', but there are 2");
		assertFails(() -> assertThat(SEARCH).spans("Cache.*"), "Expected spans 'Cache.*', but there are none");
		assertFails(() -> assertThat(SEARCH).hasNoSpan("Provider.*"), "Expected no span 'Provider.*', but there are 2");
		assertFails(() -> assertThat(SEARCH).span("Offers.rank").isRoot(),
				"Expected 'Offers.rank' to be a root, but its parent is 'TripSearch.search'");
		assertFails(() -> assertThat(SEARCH).span("Offers.rank").isChildOf("GET *"),
				"Expected 'Offers.rank' to be a child of 'GET *', but its parent is 'TripSearch.search'");
		assertFails(() -> assertThat(SEARCH).root().isChildOf("GET *"),
				"Expected 'GET /trips' to be a child of 'GET *', but it has no parent in the trace");
		assertFails(() -> assertThat(SEARCH).root().hasChildren("Offers.rank"),
				"Expected 'GET /trips' to have the children [Offers.rank], but it has [TripSearch.search]");
		assertFails(() -> assertThat(SEARCH).root().hasNoChildren(),
				"Expected 'GET /trips' to have no children, but it has [TripSearch.search]");
		assertFails(() -> assertThat(SEARCH).root().hasKind(SpanKind.CLIENT),
				"Expected 'GET /trips' to be of the kind CLIENT, but it is of SERVER");
		assertFails(() -> assertThat(SEARCH).root().hasError("*"),
				"Expected 'GET /trips' to be an error '*', but it is none");
		assertFails(() -> assertThat(SEARCH).root().isCancelled(),
				"Expected 'GET /trips' to be cancelled, but it is not");
		assertFails(() -> assertThat(SEARCH).root().lastedAtLeast(Duration.ofSeconds(1)),
				"Expected 'GET /trips' to last at least PT1S, but it lasted PT0.12S");
		assertFails(() -> assertThat(SEARCH).root().lastedAtMost(Duration.ofMillis(1)),
				"Expected 'GET /trips' to last at most PT0.001S, but it lasted PT0.12S");
		assertFails(() -> assertThat(SEARCH).span("Provider.quote [cancelled]").hasAttribute("provider", "alpha"),
				"Expected 'Provider.quote' to have the attribute provider=alpha, but it has provider=beta");
		assertFails(() -> assertThat(SEARCH).root().hasAttribute("tenant", "a"),
				"Expected 'GET /trips' to have the attribute tenant=a, but it has {}");
		assertFails(() -> assertThat(SEARCH).span("Provider.quote [cancelled]").doesNotHaveAttribute("provider"),
				"Expected 'Provider.quote' not to have the attribute provider, but it has provider=beta");
		assertFails(() -> assertThat(SEARCH).spans("Provider.quote").hasSize(3),
				"Expected the 2 'Provider.quote' to be 3 spans, but they are 2");
		assertFails(() -> assertThat(SEARCH).spans("*r*").areSiblings(), "Expected the 5 'GET /trips' to be siblings, "
				+ "but they have 3 parents: [none, GET /trips, TripSearch.search]");
		assertFails(() -> assertThat(SEARCH).spans("*.*a*").ranConcurrently(),
				"Expected the 2 'TripSearch.search' to have run at the same time, but they did not");
	}

	@Test
	void aDescriptionIsKept() {
		assertThatFails(() -> assertThat(SEARCH).as("the search").root().hasNoChildren())
			.withMessageStartingWith("[the search] Expected 'GET /trips' to have no children");
	}

	@Test
	void thereIsATrace() {
		assertThatFails(() -> assertThat((Trace) null).hasSpans(1)).withMessageContaining("not to be null");
	}

	private static void assertFails(ThrowingCallable assertion, String message) {
		assertThatFails(assertion).withMessage(message + ":" + TEXT);
	}

	private static ThrowableAssertAlternative<AssertionError> assertThatFails(ThrowingCallable assertion) {
		return assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion);
	}

}
