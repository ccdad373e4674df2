package dev.tracing.test;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tracing.trace.TraceNode;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * A span as a test writes it down: its name, and behind it whatever else is to be true of
 * it, as in
 *
 * <pre>
 * GET /trips (server) [error: *Timeout*] {http.route=/trips, tenant="a, b"}
 * </pre>
 *
 * What is not written may be anything, except that a span whose parent is missing has to
 * be written with {@code (parent missing)} behind its name and kind.
 */
final class SpanPattern {

	private final boolean orphan;

	private final TextPattern name;

	private final @Nullable SpanKind kind;

	private final List<StatusPattern> statuses;

	private final Map<String, TextPattern> attributes;

	SpanPattern(TextPattern name, boolean orphan, @Nullable SpanKind kind, List<StatusPattern> statuses,
			Map<String, TextPattern> attributes) {
		this.orphan = orphan;
		this.name = name;
		this.kind = kind;
		this.statuses = statuses;
		this.attributes = attributes;
	}

	TextPattern name() {
		return this.name;
	}

	boolean matchesName(TraceNode node) {
		return this.name.matches(node.name());
	}

	boolean matches(TraceNode node) {
		return matchesName(node) && differences(node) == 0;
	}

	/**
	 * How much of what is asked for, the name aside, is not true of a span.
	 */
	int differences(TraceNode node) {
		int differences = (this.orphan != node.isOrphan()) ? 1 : 0;
		differences += (this.kind != null && this.kind != node.span().kind()) ? 1 : 0;
		differences += (int) this.statuses.stream().filter((status) -> !status.matches(node.span())).count();
		differences += (int) this.attributes.entrySet()
			.stream()
			.filter((attribute) -> !matches(attribute.getValue(), SpanLabel.attribute(node.span(), attribute.getKey())))
			.count();
		return differences;
	}

	private static boolean matches(TextPattern pattern, @Nullable String value) {
		return value != null && pattern.matches(value);
	}

	/**
	 * What a span says about what this pattern asks for.
	 */
	String label(TraceNode node) {
		String attributes = this.attributes.keySet()
			.stream()
			.filter((key) -> SpanLabel.attribute(node.span(), key) != null)
			.map((key) -> key + "=" + SpanLabel.attribute(node.span(), key))
			.collect(Collectors.joining(", "));
		return SpanLabel.of(node) + (attributes.isEmpty() ? "" : " {" + attributes + "}");
	}

	/**
	 * Reads a pattern.
	 * @throws IllegalArgumentException if it cannot be understood, or tells a number
	 */
	static SpanPattern parse(String text) {
		SpanLine line = SpanLine.parse(text);
		if (line.isOfSeveral()) {
			throw new IllegalArgumentException("One span has no number and is not parallel: '" + text + "'");
		}
		return line.span();
	}

}
