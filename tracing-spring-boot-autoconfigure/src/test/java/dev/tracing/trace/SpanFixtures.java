package dev.tracing.trace;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Spans made by hand. Times are in microseconds, and a span's id is its name unless it is
 * told otherwise.
 */
final class SpanFixtures {

	static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final long EPOCH_NANOS = 1_795_353_891_200_000_000L;

	static TraceSpan.Builder span(String name, long from, long to) {
		return span(name, name, from, to);
	}

	static TraceSpan.Builder span(String id, String name, long from, long to) {
		return running(id, name, from).end(at(to));
	}

	static TraceSpan.Builder running(String id, String name, long from) {
		return TraceSpan.builder(TRACE_ID, id, name).start(at(from));
	}

	static long at(long micros) {
		return EPOCH_NANOS + micros * 1000;
	}

	static Trace trace(TraceSpan.Builder... spans) {
		return Trace.of(Arrays.stream(spans).map(TraceSpan.Builder::build).toList());
	}

	/**
	 * A trace of spans each of which is the only child of the one before.
	 */
	static Trace chain(int length) {
		return trace(IntStream.range(0, length)
			.mapToObj((i) -> span("span " + i, i, 2L * length - i).parent("span " + (i - 1)))
			.toArray(TraceSpan.Builder[]::new));
	}

	private SpanFixtures() {
	}

}
