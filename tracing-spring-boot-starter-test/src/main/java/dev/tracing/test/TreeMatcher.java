package dev.tracing.test;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.tracing.trace.TraceNode;

/**
 * Compares an expected tree with a found one, whatever the order of siblings.
 */
final class TreeMatcher {

	// by identity, since two lines may read the same
	private final Map<ExpectedSpan, Map<TraceNode, Boolean>> known = new IdentityHashMap<>();

	/**
	 * Whether siblings, and all that is below them, are as expected.
	 */
	boolean matches(ExpectedSpans expected, List<TraceNode> found) {
		return assign(expected, found).isComplete();
	}

	/**
	 * Whether a span, and all that is below it, is as expected.
	 */
	boolean matches(ExpectedSpan expected, TraceNode found) {
		Map<TraceNode, Boolean> answers = this.known.computeIfAbsent(expected, (key) -> new IdentityHashMap<>());
		Boolean answer = answers.get(found);
		if (answer == null) {
			answer = expected.matchesItself(found) && matches(expected.below(), found.children());
			answers.put(found, answer);
		}
		return answer;
	}

	/**
	 * Finds for as many siblings as possible the line that they are expected by.
	 */
	SiblingAssignment assign(ExpectedSpans expected, List<TraceNode> found) {
		return SiblingAssignment.find(expected, found, this::matches);
	}

}
