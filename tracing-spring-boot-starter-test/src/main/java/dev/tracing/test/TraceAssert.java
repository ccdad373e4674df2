package dev.tracing.test;

import java.util.List;
import java.util.function.Consumer;

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
	 * The signs that draw the tree may be left out. A line is a name, in which {@code *}
	 * stands for any characters, and behind it, in any order and where wanted:
	 * <ul>
	 * <li>the kind of the span, {@code (server)};
	 * <li>how it ended: {@code [ok]}, {@code [unset]}, {@code [cancelled]},
	 * {@code [error]} or {@code [error: class or message of the exception]};
	 * <li>attributes, {@code {key=value, …}}, compared as text;
	 * <li>the number of such siblings, {@code ×5}, {@code ×2..5}, {@code ×2..} or
	 * {@code ×..5}, one otherwise;
	 * <li>{@code ∥} if they all ran at the same time;
	 * <li>{@code (parent missing)}, without which a span must not be an orphan.
	 * </ul>
	 * In attributes and errors, too, {@code *} stands for any characters; in quotes
	 * nothing has a meaning. A line {@code …} (or {@code ...}) allows any other siblings,
	 * which are those that fit no line.
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
		check(actual == count, "Expected " + count + " spans, but there are " + actual);
		return this;
	}

	/**
	 * Asserts that no span is an error.
	 * @return this
	 */
	public TraceAssert hasNoErrors() {
		List<TraceNode> errors = trace().nodes().stream().filter((node) -> node.span().isError()).toList();
		check(errors.isEmpty(), "Expected no error, but " + errors.size() + " of the spans are");
		return this;
	}

	/**
	 * Asserts that the trace has one root, of which the assertions go on.
	 * @return assertions on the root
	 */
	public SpanAssert root() {
		List<TraceNode> roots = trace().roots();
		check(roots.size() == 1, "Expected one root, but there are " + roots.size());
		return new SpanAssert(roots.get(0), trace(), this);
	}

	/**
	 * Asserts that the trace has exactly one span of a kind, of which the assertions go
	 * on.
	 * @param pattern the span, as in a line of {@link #hasTree(String)}
	 * @return assertions on the span
	 */
	public SpanAssert span(String pattern) {
		List<TraceNode> nodes = find(pattern);
		check(nodes.size() == 1, "Expected one span '" + pattern + "', but there are " + nodes.size());
		return new SpanAssert(nodes.get(0), trace(), this);
	}

	/**
	 * Asserts something of the one span of a kind.
	 * @param pattern the span, as in a line of {@link #hasTree(String)}
	 * @param assertions what is asserted
	 * @return this
	 */
	public TraceAssert span(String pattern, Consumer<SpanAssert> assertions) {
		assertions.accept(span(pattern));
		return this;
	}

	/**
	 * Asserts that the trace has spans of a kind, of which the assertions go on.
	 * @param pattern the spans, as in a line of {@link #hasTree(String)}
	 * @return assertions on the spans
	 */
	public SpansAssert spans(String pattern) {
		List<TraceNode> nodes = find(pattern);
		check(!nodes.isEmpty(), "Expected spans '" + pattern + "', but there are none");
		return new SpansAssert(nodes, trace(), this);
	}

	/**
	 * Asserts something of the spans of a kind.
	 * @param pattern the spans, as in a line of {@link #hasTree(String)}
	 * @param assertions what is asserted
	 * @return this
	 */
	public TraceAssert spans(String pattern, Consumer<SpansAssert> assertions) {
		assertions.accept(spans(pattern));
		return this;
	}

	/**
	 * Asserts that the trace has no span of a kind.
	 * @param pattern the span, as in a line of {@link #hasTree(String)}
	 * @return this
	 */
	public TraceAssert hasNoSpan(String pattern) {
		int count = find(pattern).size();
		check(count == 0, "Expected no span '" + pattern + "', but there are " + count);
		return this;
	}

	private void check(boolean fulfilled, String otherwise) {
		if (!fulfilled) {
			throw failure("%s", TreeFailure.describe(otherwise, trace()));
		}
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
