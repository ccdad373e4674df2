package dev.tracing.test;

import java.util.List;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import dev.tracing.trace.TraceShape;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a trace.
 *
 * @since 0.1.0
 */
public final class TraceAssert extends AbstractAssert<TraceAssert, @Nullable Trace> {

	TraceAssert(@Nullable Trace actual) {
		super(actual, TraceAssert.class);
	}

	/**
	 * Asserts the tree of the whole trace, whatever the order of siblings. A line is a
	 * span, below the one that is above it and further to the left:
	 *
	 * <pre>
	 * GET /trips (server)
	 * └─ TripSearch.search
	 *    ├─ Provider.quote ×5 ∥ {provider=*}
	 *    │  └─ …
	 *    ├─ Offers.rank
	 *    └─ Offers.store ×0..1 [error: *Timeout*]
	 * </pre>
	 *
	 * The signs that draw the tree may be left out. A line has a name, in which {@code *}
	 * stands for any characters, and optionally, in this order: the kind of the span; an
	 * outcome ({@code [ok]}, {@code [unset]}, {@code [cancelled]}, {@code [error]} or
	 * {@code [error: class or message]}) and attributes; the number of such siblings
	 * ({@code ×5}, {@code ×2..5}, {@code ×2..}, {@code ×..5}), otherwise one; {@code ∥}
	 * if they ran at the same time. A line {@code …} allows any other siblings. A
	 * question mark in front of the name stands for a parent that is missing.
	 * @param tree the tree
	 * @return this
	 * @throws IllegalArgumentException if the text is no tree
	 */
	public TraceAssert hasTree(String tree) {
		Trace trace = trace();
		TreePattern expected = TreePattern.parse(tree);
		if (!new TreeMatcher().matches(expected.roots(), trace.roots())) {
			throw failureWithActualExpected(TraceShape.of(trace), tree, "%s", TreeFailure.describe(trace, expected));
		}
		return this;
	}

	/**
	 * Asserts how many spans the trace has.
	 * @param count the number of spans
	 * @return this
	 */
	public TraceAssert hasSpans(int count) {
		int actual = trace().spans().size();
		if (actual != count) {
			throw failure("%s", TreeFailure.describe("Expected " + count + " spans, but there are " + actual, trace()));
		}
		return this;
	}

	/**
	 * Asserts that no span is an error.
	 * @return this
	 */
	public TraceAssert hasNoErrors() {
		List<TraceNode> errors = trace().nodes().stream().filter((node) -> node.span().isError()).toList();
		if (!errors.isEmpty()) {
			throw failure("%s",
					TreeFailure.describe("Expected no error, but " + errors.size() + " of the spans are", trace()));
		}
		return this;
	}

	/**
	 * Asserts that the trace has one root, of which the assertions go on.
	 * @return assertions on the root
	 */
	public SpanAssert root() {
		List<TraceNode> roots = trace().roots();
		if (roots.size() != 1) {
			throw failure("%s", TreeFailure.describe("Expected one root, but there are " + roots.size(), trace()));
		}
		return new SpanAssert(roots.get(0), trace());
	}

	/**
	 * Asserts that the trace has exactly one span of a kind, of which the assertions go
	 * on.
	 * @param pattern the span, as in a line of {@link #hasTree(String)}
	 * @return assertions on the span
	 */
	public SpanAssert span(String pattern) {
		List<TraceNode> nodes = find(pattern);
		if (nodes.size() != 1) {
			throw failure("%s", TreeFailure
				.describe("Expected one span '" + pattern + "', but there are " + nodes.size(), trace()));
		}
		return new SpanAssert(nodes.get(0), trace());
	}

	/**
	 * Asserts that the trace has spans of a kind, of which the assertions go on.
	 * @param pattern the spans, as in a line of {@link #hasTree(String)}
	 * @return assertions on the spans
	 */
	public SpansAssert spans(String pattern) {
		List<TraceNode> nodes = find(pattern);
		if (nodes.isEmpty()) {
			throw failure("%s", TreeFailure.describe("Expected spans '" + pattern + "', but there are none", trace()));
		}
		return new SpansAssert(nodes, trace());
	}

	/**
	 * Asserts that the trace has no span of a kind.
	 * @param pattern the span, as in a line of {@link #hasTree(String)}
	 * @return this
	 */
	public TraceAssert hasNoSpan(String pattern) {
		int count = find(pattern).size();
		if (count > 0) {
			throw failure("%s",
					TreeFailure.describe("Expected no span '" + pattern + "', but there are " + count, trace()));
		}
		return this;
	}

	private List<TraceNode> find(String text) {
		SpanPattern pattern = SpanPattern.parse(text);
		return trace().nodes().stream().filter(pattern::matches).toList();
	}

	private Trace trace() {
		isNotNull();
		Trace trace = this.actual;
		assert trace != null;
		return trace;
	}

}
