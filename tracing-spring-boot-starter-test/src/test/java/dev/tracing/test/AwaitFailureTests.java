package dev.tracing.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.tracing.trace.Trace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of traces that were waited for in vain.
 */
class AwaitFailureTests {

	private static final Trace SEARCH = TraceSketch.trace("0af7651916cd43dd8448eb211c80319c", """
			TripSearch.search 0-100 thread=main
			  Offers.rank 70-90
			""");

	private static final Trace QUOTE = TraceSketch.trace("4bf92f3577b34da6a3ce929d0e0e4736", """
			Provider.quote 10-60 thread=pool-1
			""");

	private static final Trace RUNNING = TraceSketch.trace("4bf92f3577b34da6a3ce929d0e0e4736", """
			TripSearch.search 0-
			  Provider.quote 10-60
			""");

	@Test
	void nothingWasRecorded() {
		assertThat(describe(1, false)).isEqualTo("""
				Expected 1 trace, but there is none after waiting 5000 ms. Nothing was recorded in this test.""");
	}

	@Test
	void aContextGotLost() {
		assertThat(describe(1, false, certain(SEARCH), certain(QUOTE))).isEqualTo("""
				Expected 1 trace, but there are 2. Seen so far:

				trace 0af7651916cd43dd8448eb211c80319c · 100 ms · 2 spans
				TripSearch.search  100 ms
				└─ Offers.rank      20 ms

				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 50 ms · 1 span
				Provider.quote  50 ms

				lost context: 1 trace began with 'Provider.quote' while 'TripSearch.search' was running, on 'pool-1'. \
				If that called it, its context did not get across to where the work runs.""");
	}

	@Test
	void aSpanIsStillRunning() {
		assertThat(describe(1, false, new TraceReading(RUNNING, false, true, () -> {
		}))).isEqualTo("""
				Expected 1 trace, but there is 1, still running, after waiting 5000 ms. Seen so far:

				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 60 ms · 2 spans
				TripSearch.search  60 ms  running
				└─ Provider.quote  50 ms""");
	}

	@Test
	void noneMatches() {
		assertThat(describe(1, true, certain(QUOTE))).isEqualTo("""
				Expected 1 trace that matches, but there is none after waiting 5000 ms. Seen so far:

				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 50 ms · 1 span
				Provider.quote  50 ms""");
	}

	@Test
	void itCannotBeToldWhoseTheyAre() {
		assertThat(describe(2, false, certain(SEARCH), uncertain(QUOTE))).isEqualTo("""
				Expected 2 traces, but there is 1 after waiting 5000 ms. Seen so far:

				trace 0af7651916cd43dd8448eb211c80319c · 100 ms · 2 spans
				TripSearch.search  100 ms
				└─ Offers.rank      20 ms

				Began while several tests were running, on a thread of none of them, so there is no telling whose \
				they are (wait for one by what it contains, or do not run these tests in parallel):

				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 50 ms · 1 span
				Provider.quote  50 ms""");
	}

	private static String describe(int count, boolean matching, TraceReading... unread) {
		List<TraceReading> found = Arrays.stream(unread)
			.filter((reading) -> reading.isFor(matching ? (trace) -> false : null))
			.toList();
		return AwaitFailure.describe(count, matching, found, List.of(unread), Duration.ofSeconds(5));
	}

	private static TraceReading certain(Trace trace) {
		return new TraceReading(trace, true, true, () -> {
		});
	}

	private static TraceReading uncertain(Trace trace) {
		return new TraceReading(trace, true, false, () -> {
		});
	}

}
