package dev.tracing.test;

import java.util.List;
import java.util.function.Consumer;

import dev.tracing.trace.ParallelGroup;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on several spans of a trace.
 *
 * @since 0.1.0
 */
public final class SpansAssert extends AbstractAssert<SpansAssert, List<TraceNode>> {

	private final Trace trace;

	SpansAssert(List<TraceNode> actual, Trace trace, AbstractAssert<?, ?> origin) {
		super(actual, SpansAssert.class);
		this.trace = trace;
		as(origin.getWritableAssertionInfo().description());
	}

	/**
	 * Asserts how many spans there are.
	 * @param count the number of spans
	 * @return this
	 */
	public SpansAssert hasSize(int count) {
		check(this.actual.size() == count, "to be " + count + " spans", "they are " + this.actual.size());
		return this;
	}

	/**
	 * Asserts that the spans all have the same parent.
	 * @return this
	 */
	public SpansAssert areSiblings() {
		List<@Nullable TraceNode> parents = this.actual.stream().map(TraceNode::parent).distinct().toList();
		check(parents.size() == 1 && parents.get(0) != null, "to be siblings", "they have " + parents.size()
				+ " parents: " + parents.stream().map((node) -> (node != null) ? node.name() : "none").toList());
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
		this.actual.forEach((node) -> assertions.accept(new SpanAssert(node, this.trace, this)));
		return this;
	}

	private void check(boolean fulfilled, String expectation, String instead) {
		if (!fulfilled) {
			throw failure("%s", TreeFailure.describe("Expected the " + this.actual.size() + " '"
					+ this.actual.get(0).name() + "' " + expectation + ", but " + instead, this.trace));
		}
	}

}
