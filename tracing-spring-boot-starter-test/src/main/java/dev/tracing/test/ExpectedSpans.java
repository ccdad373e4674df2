package dev.tracing.test;

import java.util.ArrayList;
import java.util.List;

/**
 * Siblings that are expected, in no order. Not changed once the tree is read.
 */
final class ExpectedSpans {

	private final List<ExpectedSpan> spans = new ArrayList<>();

	private boolean others;

	void add(ExpectedSpan span) {
		this.spans.add(span);
	}

	void allowOthers() {
		this.others = true;
	}

	List<ExpectedSpan> spans() {
		return this.spans;
	}

	/**
	 * Whether there may be anything else.
	 */
	boolean othersAllowed() {
		return this.others;
	}

}
