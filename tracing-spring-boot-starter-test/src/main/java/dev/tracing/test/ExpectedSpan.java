package dev.tracing.test;

import java.util.List;

import dev.tracing.trace.TraceNode;

/**
 * A line of a {@link TreePattern}: a span, how often it is expected, and what is expected
 * below.
 *
 * @param text the line as it was written, without what draws the tree
 * @param span the span
 * @param min how often it is expected at least
 * @param max how often it is expected at most
 * @param parallel whether all of them ran at the same time
 * @param below what is expected below each of them
 */
record ExpectedSpan(String text, SpanPattern span, int min, int max, boolean parallel, ExpectedSpans below) {

	/**
	 * Whether a span is as expected, whatever is below it.
	 */
	boolean matchesItself(TraceNode found) {
		return this.span.matches(found) && (!this.parallel || found.isParallel());
	}

	/**
	 * Whether there may be as many such spans, and they ran as expected.
	 */
	boolean matchesTogether(List<TraceNode> found) {
		return found.size() >= this.min && found.size() <= this.max
				&& (!this.parallel || found.stream().map(TraceNode::parallelGroup).distinct().count() <= 1);
	}

	static ExpectedSpan parse(String text, ExpectedSpans below) {
		SpanLine line = SpanLine.parse(text);
		return new ExpectedSpan(text, line.span(), line.min(), line.max(), line.isParallel(), below);
	}

}
