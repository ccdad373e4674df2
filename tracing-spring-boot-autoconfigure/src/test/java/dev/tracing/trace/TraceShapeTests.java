package dev.tracing.trace;

import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;

import static dev.tracing.trace.SpanFixtures.span;
import static dev.tracing.trace.SpanFixtures.trace;
import static org.assertj.core.api.Assertions.assertThat;

class TraceShapeTests {

	@Test
	void foldsParallelSiblingsThatAreAlike() {
		Trace trace = trace(span("search", "TripSearch.search", 0, 212_000),
				span("q1", "Provider.quote", 10_000, 58_000).parent("search"),
				span("q2", "Provider.quote", 10_100, 57_000).parent("search"),
				span("q3", "Provider.quote", 10_050, 59_000).parent("search"),
				span("rank", "Offers.rank", 190_000, 193_000).parent("search"));
		assertThat(TraceShape.of(trace)).hasToString("""
				TripSearch.search
				├─ Provider.quote ×3 ∥
				└─ Offers.rank""");
	}

	@Test
	void keepsTheOrderOfWhatRanOneAfterTheOther() {
		Trace trace = trace(span("root", 0, 1000), span("1", "b", 100, 200).parent("root"),
				span("2", "a", 200, 300).parent("root"), span("3", "a", 310, 400).parent("root"),
				span("4", "b", 400, 500).parent("root"));
		assertThat(TraceShape.of(trace)).hasToString("""
				root
				├─ b
				├─ a ×2
				└─ b""");
	}

	@Test
	void ordersOverlappingSiblingsByNameButNeverAgainstTheClock() {
		Trace trace = trace(span("root", 0, 5000), span("long", "z", 0, 4000).parent("root"),
				span("1", "y", 100, 1000).parent("root"), span("2", "x", 1000, 2000).parent("root"),
				span("3", "w", 2000, 3000).parent("root"));
		assertThat(TraceShape.of(trace)).hasToString("""
				root
				├─ y ∥
				├─ x ∥
				├─ w ∥
				└─ z ∥""");
	}

	@Test
	void doesNotDependOnWhichParallelSiblingStartedFirst() {
		Trace one = trace(span("root", 0, 5000), span("a", 10, 1000).parent("root"), span("b", 20, 1000).parent("root"),
				span("a1", "leaf", 30, 100).parent("a"));
		Trace other = trace(span("root", 0, 5000), span("a", 20, 1000).parent("root"),
				span("b", 10, 1000).parent("root"), span("a1", "leaf", 30, 100).parent("a"));
		assertThat(TraceShape.of(one)).isEqualTo(TraceShape.of(other)).hasSameHashCodeAs(TraceShape.of(other));
	}

	@Test
	void expandsSiblingsOfTheSameNameThatAreNotAlikeBelow() {
		Trace trace = trace(span("root", 0, 5000), span("1", "a", 10, 1000).parent("root"),
				span("2", "a", 20, 1000).parent("root"), span("3", "a", 30, 1000).parent("root"),
				span("leaf", 40, 100).parent("2"));
		assertThat(TraceShape.of(trace)).hasToString("""
				root
				├─ a ×2 ∥
				└─ a ∥
				   └─ leaf""");
	}

	@Test
	void foldsSubtreesWhoseParallelChildrenStartedInAnotherOrder() {
		Trace trace = trace(span("root", 0, 9000), span("1", "a", 0, 1000).parent("root"),
				span("1x", "x", 10, 900).parent("1"), span("1y", "y", 20, 900).parent("1"),
				span("2", "a", 1000, 2000).parent("root"), span("2y", "y", 1010, 1900).parent("2"),
				span("2x", "x", 1020, 1900).parent("2"));
		assertThat(TraceShape.of(trace)).hasToString("""
				root
				└─ a ×2
				   ├─ x ∥
				   └─ y ∥""");
	}

	@Test
	void tellsKindsAndMissingParents() {
		Trace trace = trace(span("GET /trips", 0, 1000).kind(SpanKind.SERVER).remoteParent("elsewhere"),
				span("leaf", 2000, 3000).parent("gone"));
		assertThat(TraceShape.of(trace)).hasToString("""
				GET /trips (server)
				leaf (parent missing)""");
	}

	@Test
	void tellsAPartOfATraceWithoutItsSiblings() {
		Trace trace = trace(span("root", 0, 5000), span("a", 10, 1000).parent("root"),
				span("b", 20, 1000).parent("root"), span("leaf", 30, 100).parent("b"));
		assertThat(TraceShape.of(trace.find("b").orElseThrow())).hasToString("""
				b
				└─ leaf""");
	}

	@Test
	void escapesWhatCouldBreakALine() {
		Trace trace = trace(span("1", "a\n\u001b[31mb\u202e", 0, 1000));
		assertThat(TraceShape.of(trace)).hasToString("a\\n\\u001b[31mb\\u202e");
	}

}
