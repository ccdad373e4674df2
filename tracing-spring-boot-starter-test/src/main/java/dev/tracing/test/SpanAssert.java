package dev.tracing.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.tracing.trace.SpanLink;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a span at its place in its trace.
 *
 * @since 0.1.0
 */
public final class SpanAssert extends AbstractAssert<SpanAssert, TraceNode> {

	private final Trace trace;

	SpanAssert(TraceNode actual, Trace trace, AbstractAssert<?, ?> origin) {
		super(actual, SpanAssert.class);
		this.trace = trace;
		as(origin.getWritableAssertionInfo().description());
	}

	/**
	 * Asserts that the span has no parent, or one in another process.
	 * @return this
	 */
	public SpanAssert isRoot() {
		TraceNode parent = this.actual.parent();
		check(parent == null && !this.actual.isOrphan(), "to be a root",
				(parent != null) ? "its parent is '" + parent.name() + "'" : "its parent is missing");
		return this;
	}

	/**
	 * Asserts the parent of the span.
	 * @param pattern the parent, as in a line of {@link TraceAssert#hasTree(String)}
	 * @return this
	 */
	public SpanAssert isChildOf(String pattern) {
		TraceNode parent = this.actual.parent();
		check(parent != null && SpanPattern.parse(pattern).matches(parent), "to be a child of '" + pattern + "'",
				(parent != null) ? "its parent is '" + parent.name() + "'" : "it has no parent in the trace");
		return this;
	}

	/**
	 * Asserts the children of the span, all of them and whatever their order.
	 * @param lines the children, each as a line of {@link TraceAssert#hasTree(String)};
	 * what is below them may be anything
	 * @return this
	 */
	public SpanAssert hasChildren(String... lines) {
		ExpectedSpans expected = new ExpectedSpans();
		for (String line : lines) {
			ExpectedSpans below = new ExpectedSpans();
			below.allowOthers();
			expected.add(ExpectedSpan.parse(line, below));
		}
		check(new TreeMatcher().matches(expected, this.actual.children()),
				"to have the children " + Arrays.toString(lines),
				"it has " + this.actual.children().stream().map(SpanLabel::of).toList());
		return this;
	}

	/**
	 * Asserts that no span has this one as its parent.
	 * @return this
	 */
	public SpanAssert hasNoChildren() {
		check(this.actual.children().isEmpty(), "to have no children",
				"it has " + this.actual.children().stream().map(SpanLabel::of).toList());
		return this;
	}

	/**
	 * Asserts that the span is no error.
	 * @return this
	 */
	public SpanAssert hasNoError() {
		check(!span().isError(), "to be no error", "it is: " + span().failure());
		return this;
	}

	/**
	 * Asserts that the span is an error.
	 * @param failure the class of the exception, with or without its package, or the
	 * message; {@code *} stands for any characters
	 * @return this
	 */
	public SpanAssert hasError(String failure) {
		check(new StatusPattern("error", TextPattern.of(failure)).matches(span()), "to be an error '" + failure + "'",
				span().isError() ? "it is: " + span().failure() : "it is none");
		return this;
	}

	/**
	 * Asserts that the work of the span was cancelled.
	 * @return this
	 */
	public SpanAssert isCancelled() {
		check(span().isCancelled(), "to be cancelled", "it is not");
		return this;
	}

	/**
	 * Asserts the kind of the span.
	 * @param kind the kind
	 * @return this
	 */
	public SpanAssert hasKind(SpanKind kind) {
		check(span().kind() == kind, "to be of the kind " + kind, "it is of " + span().kind());
		return this;
	}

	/**
	 * Asserts how long the span lasted.
	 * @param min the shortest duration
	 * @param max the longest duration
	 * @return this
	 */
	public SpanAssert lasted(Duration min, Duration max) {
		return lastedAtLeast(min).lastedAtMost(max);
	}

	/**
	 * Asserts that the span did not last shorter.
	 * @param min the shortest duration
	 * @return this
	 */
	public SpanAssert lastedAtLeast(Duration min) {
		check(duration().compareTo(min) >= 0, "to last at least " + min, "it lasted " + duration());
		return this;
	}

	/**
	 * Asserts that the span did not last longer.
	 * @param max the longest duration
	 * @return this
	 */
	public SpanAssert lastedAtMost(Duration max) {
		check(duration().compareTo(max) <= 0, "to last at most " + max, "it lasted " + duration());
		return this;
	}

	/**
	 * Asserts an attribute of the span by its text.
	 * @param key the key of the attribute
	 * @param value the value as text, whatever its type; {@code *} stands for any
	 * characters
	 * @return this
	 */
	public SpanAssert hasAttribute(String key, String value) {
		String actual = SpanLabel.attribute(span(), key);
		check(actual != null && TextPattern.of(value).matches(actual), "to have the attribute " + key + "=" + value,
				(actual != null) ? "it has " + key + "=" + actual : "it has " + span().attributes());
		return this;
	}

	/**
	 * Asserts an attribute of the span.
	 * @param key the key of the attribute
	 * @param value the value
	 * @return this
	 * @param <T> the type of the value
	 */
	public <T> SpanAssert hasAttribute(AttributeKey<T> key, T value) {
		check(Objects.equals(span().attributes().get(key), value), "to have the attribute " + key + "=" + value,
				"it has " + span().attributes());
		return this;
	}

	/**
	 * Asserts that the span does not have an attribute, of whatever type.
	 * @param key the key of the attribute
	 * @return this
	 */
	public SpanAssert doesNotHaveAttribute(String key) {
		String actual = SpanLabel.attribute(span(), key);
		check(actual == null, "not to have the attribute " + key, "it has " + key + "=" + actual);
		return this;
	}

	/**
	 * Asserts that the span is linked to another one.
	 * @param target the span that it is linked to
	 * @return this
	 */
	public SpanAssert isLinkedTo(TraceNode target) {
		TraceSpan other = target.span();
		check(span().links()
			.stream()
			.anyMatch((link) -> link.traceId().equals(other.traceId()) && link.spanId().equals(other.spanId())),
				"to be linked to " + other, "its links are " + span().links());
		return this;
	}

	/**
	 * Asserts that the span has no links.
	 * @return this
	 */
	public SpanAssert hasNoLinks() {
		List<SpanLink> links = span().links();
		check(links.isEmpty(), "to have no links", "it has " + links);
		return this;
	}

	private TraceSpan span() {
		return this.actual.span();
	}

	private Duration duration() {
		return Duration.ofNanos(this.actual.durationNanos());
	}

	private void check(boolean fulfilled, String expectation, String instead) {
		if (!fulfilled) {
			throw failure("%s", TreeFailure
				.describe("Expected '" + this.actual.name() + "' " + expectation + ", but " + instead, this.trace));
		}
	}

}
