package dev.tracing.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceShape;
import dev.tracing.trace.TraceSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which trees fit which text. What is said of those that do not is tested by
 * {@link TreeFailureTests}.
 */
class TreeAssertionTests {

	private static final Trace SEARCH = TraceSketch.trace("""
			GET /trips 0-120 server http.route=/trips tenant=a
			  TripSearch.search 0-100
			    Provider.quote 10-60 provider=alpha
			    Provider.quote 11-60 provider=beta
			    Provider.quote 12-60 provider=gamma cancelled
			    Offers.rank 70-90 error=java.lang.IllegalStateException
			      Offers.score 71-80
			      Offers.score 81-90
			""");

	@ParameterizedTest
	@ValueSource(strings = { """
			GET /trips (server)
			└─ TripSearch.search
			   ├─ Provider.quote ×3 ∥
			   └─ Offers.rank
			      └─ Offers.score ×2
			""", """
			GET /trips
			  TripSearch.search
			    Offers.rank
			      Offers.score ×2
			    Provider.quote ×3
			""", """
			GET *
			  *.search
			    Provider.* ×2..5
			    Offers.rank
			      ...
			""", """
			GET /trips
			  TripSearch.search
			    Provider.quote {provider=beta}
			    Provider.quote {provider=*a} ×2
			    *
			      Offers.score ×..2
			""", """
			GET /trips (server) {http.route=/trips, tenant=a}
			  …
			""", """
			GET /trips
			  TripSearch.search [unset]
			    Provider.quote ×1.. [unset]
			    Offers.rank [error: IllegalStateException]
			      …
			""", """
			GET /trips
			  TripSearch.search
			    Offers.rank [error: *seat*]
			      Offers.score ×2
			    Provider.quote [cancelled]
			    Provider.quote ×2
			    Cache.get ×0
			    Audit.write ×0..1
			""", """
			GET /trips
			  TripSearch.search
			    "Provider.quote" ×3
			    Offers.rank [error]
			      Offers.score
			      Offers.score
			""" })
	void fits(String tree) {
		assertThat(SEARCH).hasTree(tree);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			GET /trips
			""", """
			GET /trips (client)
			  …
			""", """
			GET /trips {tenant=b}
			  …
			""", """
			GET /trips {unknown=*}
			  …
			""", """
			GET /trips (parent missing)
			  …
			""", """
			GET /trips
			  TripSearch.search
			    Provider.quote ×2
			    …
			""", """
			GET /trips
			  TripSearch.search
			    Provider.quote ×4..
			    …
			""", """
			GET /trips
			  TripSearch.search
			    Provider.quote ×..2
			    …
			""", """
			GET /trips
			  TripSearch.search
			    Provider.quote ×3
			    Offers.rank ∥
			      …
			""", """
			GET /trips
			  TripSearch.search
			    Provider.quote ×0
			    …
			""", """
			GET /trips
			  TripSearch.search
			    Provider.quote [ok] ×3
			    …
			""", """
			GET /trips
			  TripSearch.search
			    Offers.rank [error: IllegalArgumentException]
			      …
			    …
			""", """
			"GET *"
			  …
			""", """
			GET \\*
			  …
			""" })
	void doesNotFit(String tree) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(SEARCH).hasTree(tree));
	}

	@Test
	void aWildcardLeavesToOtherLinesWhatTheyNeed() {
		Trace trace = TraceSketch.trace("""
				root 0-100
				  a 10-20
				  ab 20-30
				  abc 30-40
				""");
		assertThat(trace).hasTree("""
				root
				  *
				  a*
				  a
				""");
		assertThat(trace).hasTree("""
				root
				  * ×1..2
				  ab*
				""");
	}

	@Test
	void eachParallelLineIsOneGroup() {
		Trace trace = TraceSketch.trace("""
				root 0-100
				  leaf 10-20
				  leaf 10-20
				  leaf 30-40
				  leaf 30-40
				  leaf 30-40
				""");
		assertThat(trace).hasTree("""
				root
				  leaf ×2 ∥
				  leaf ×3 ∥
				""");
		assertThat(trace).hasTree("""
				root
				  leaf ×3 ∥
				  leaf ×2 ∥
				""");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(trace).hasTree("""
				root
				  leaf ×4 ∥
				  leaf
				"""));
	}

	@Test
	void aTraceMayHaveSeveralRoots() {
		assertThat(TraceSketch.trace("""
				root 0-100
				stray 10-20 orphan server
				""")).hasTree("""
				stray (server) (parent missing)
				root
				""");
	}

	@Test
	void theShapeOfATraceIsATreeThatItHas() {
		Random random = new Random(42);
		for (int i = 0; i < 200; i++) {
			List<TraceSpan> spans = randomSpans(random);
			Trace trace = Trace.of(spans);
			assertThat(trace).hasTree(TraceShape.of(trace).toString());
			Collections.shuffle(spans, random);
			assertThat(Trace.of(spans)).hasTree(TraceShape.of(trace).toString());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "…", "root ×3..2", "root [ok: why]", "root {a}", "a\n    b\n  c", "  a\n b" })
	void whatCannotBeReadIsSaidToBeSo(String tree) {
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(SEARCH).hasTree(tree));
	}

	private static List<TraceSpan> randomSpans(Random random) {
		List<TraceSpan> spans = new ArrayList<>();
		int size = 1 + random.nextInt(12);
		for (int i = 0; i < size; i++) {
			long start = random.nextInt(50) * 1_000_000L;
			TraceSpan.Builder span = TraceSpan
				.builder("4bf92f3577b34da6a3ce929d0e0e4736", "span" + i, "name " + random.nextInt(3))
				.start(start)
				.end(start + random.nextInt(50) * 1_000_000L);
			spans.add(((i == 0) ? span : span.parent("span" + random.nextInt(i))).build());
		}
		return spans;
	}

}
