package dev.tracing.test;

import java.util.ArrayList;
import java.util.List;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;

/**
 * Spans made by hand. Times are in milliseconds.
 */
final class SpanFixtures {

	static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final long EPOCH_NANOS = 1_795_353_891_200_000_000L;

	static TraceSpan.Builder span(String id, String name, long from, long to) {
		return TraceSpan.builder(TRACE_ID, id, name).start(at(from)).end(at(to));
	}

	static long at(long millis) {
		return EPOCH_NANOS + millis * 1_000_000;
	}

	static Trace search() {
		List<TraceSpan> spans = new ArrayList<>();
		spans.add(span("1", "TripSearch.search", 0, 100).build());
		for (int i = 0; i < 5; i++) {
			spans.add(span("q" + i, "Provider.quote", 10 + i, 60 + i).parent("1").build());
		}
		spans.add(span("r", "Offers.rank", 70, 90).parent("1").build());
		return Trace.of(spans);
	}

	static Trace chain() {
		List<TraceSpan> spans = new ArrayList<>();
		spans.add(span("1", "TripSearch.search", 0, 100).build());
		for (int i = 0; i < 5; i++) {
			spans.add(span("q" + i, "Provider.quote", 10 + i, 60 + i).parent((i == 0) ? "1" : "q" + (i - 1)).build());
		}
		spans.add(span("r", "Offers.rank", 70, 90).parent("1").build());
		return Trace.of(spans);
	}

	private SpanFixtures() {
	}

}
