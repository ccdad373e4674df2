package dev.tracing.test;

import java.util.List;
import java.util.function.Consumer;

import dev.tracing.trace.ParallelGroup;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on several spans of a trace.
 *
 * @since 0.1.0
 */
public final class SpansAssert extends AbstractAssert<SpansAssert, List<TraceNode>> {

	private final Trace trace;

	SpansAssert(List<TraceNode> actual, Trace trace) {
		super(actual, SpansAssert.class);
		this.trace = trace;
	}

	/**
	 * Asserts how many spans there are.
	 * @param count the number of spans
	 * @return this
	 */
	public SpansAssert hasSize(int count) {
		check(this.actual.size() == count, "to be " + count, "they are " + this.actual.size());
		return this;
	}

	/**
	 * Asserts that the spans all have the same parent.
	 * @return this
	 */
	public SpansAssert areSiblings() {
		List<String> parents = this.actual.stream().map(TraceNode::parent).distinct().map(String::valueOf).toList();
		check(parents.size() == 1 && this.actual.get(0).parent() != null, "to be siblings",
				"their parents are " + parents);
		return this;
	}

	/**
	 * Asserts that the spans are siblings that ran at the same time, each with another
	 * one of them.
	 * @return this
	 */
	public SpansAssert ranConcurrently() {
		ParallelGroup group = this.actual.get(0).parallelGroup();
		check(group != null && this.actual.stream().allMatch((node) -> node.parallelGroup() == group),
				"to have run at the same time", "they did not");
		return this;
	}

	/**
	 * Asserts the parents of the spans.
	 * @param pattern the parents, as in a line of {@link TraceAssert#hasTree(String)}
	 * @return this
	 */
	public SpansAssert areChildrenOf(String pattern) {
		return allSatisfy((span) -> span.isChildOf(pattern));
	}

	/**
	 * Asserts something of each span.
	 * @param assertions what is asserted
	 * @return this
	 */
	public SpansAssert allSatisfy(Consumer<SpanAssert> assertions) {
		this.actual.forEach((node) -> assertions.accept(new SpanAssert(node, this.trace)));
		return this;
	}

	private void check(boolean fulfilled, String expectation, String instead) {
		if (!fulfilled) {
			throw failure("%s", TreeFailure.describe("Expected " + this.actual.size() + " '" + this.actual.get(0).name()
					+ "' " + expectation + ", but " + instead, this.trace));
		}
	}

}
