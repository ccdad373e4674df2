package dev.tracing.test;

import java.util.List;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;

/**
 * What is said when a trace is not as expected: what, the trees, and what is known to go
 * wrong that way.
 */
final class TreeFailure {

	private static final TraceText TEXT = new TraceText(TraceTextOptions.defaults().withBars(false));

	static String describe(Trace trace, TreePattern expected) {
		List<DifferenceRow> rows = new TreeDifference().rows(expected.roots(), trace.roots());
		return "The trace has another tree:\n\n" + DifferenceRow.table(rows)
				+ told(Diagnosis.of(trace, expected.roots()));
	}

	static String describe(String what, Trace trace) {
		return what + ":\n\n" + text(trace) + told(Diagnosis.of(trace));
	}

	/**
	 * The trace as people read it.
	 */
	static String text(Trace trace) {
		return TEXT.render(trace);
	}

	/**
	 * The findings as the last paragraph of a message, or an empty string.
	 */
	static String told(List<String> findings) {
		return findings.isEmpty() ? "" : "\n\n" + String.join("\n", findings);
	}

	private TreeFailure() {
	}

}
