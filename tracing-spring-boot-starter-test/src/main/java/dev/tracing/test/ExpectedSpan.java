package dev.tracing.test;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	private static final String PARALLEL = "∥";

	private static final Pattern COUNT = Pattern.compile("(.*\\S)\\s+×(\\d+)?(\\.\\.)?(\\d+)?");

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
		String rest = text;
		boolean parallel = rest.endsWith(" " + PARALLEL);
		if (parallel) {
			rest = rest.substring(0, rest.length() - PARALLEL.length()).strip();
		}
		int min = 1;
		int max = 1;
		Matcher count = COUNT.matcher(rest);
		if (count.matches() && (count.group(2) != null || count.group(4) != null)) {
			boolean range = count.group(3) != null;
			min = (count.group(2) != null) ? Integer.parseInt(count.group(2)) : 0;
			max = range ? Integer.MAX_VALUE : min;
			max = (count.group(4) != null) ? Integer.parseInt(count.group(4)) : max;
			rest = count.group(1);
		}
		if (min > max) {
			throw new IllegalArgumentException("At least " + min + " and at most " + max + ": '" + text + "'");
		}
		return new ExpectedSpan(text, SpanPattern.parse(rest), min, max, parallel, below);
	}

}
