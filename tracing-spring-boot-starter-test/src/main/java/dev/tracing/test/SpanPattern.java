package dev.tracing.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

	private static final Pattern KIND = Pattern.compile("(.*\\S)\\s+\\((internal|server|client|producer|consumer)\\)");

	private static final Pattern STATUS = Pattern
		.compile("(.*\\S)\\s+\\[((?:ok|unset|error|cancelled)(?::[^\\[\\]]*)?)]");

	private static final Pattern ATTRIBUTES = Pattern.compile("(.*\\S)\\s+\\{((?:[^\"{}]|\"[^\"]*\")*)}");

	private static final Pattern ATTRIBUTE = Pattern.compile("\\s*([^=,\\s]+)\\s*=\\s*(\"[^\"]*\"|[^,\"]*)\\s*(?:,|$)");

	private static final String ORPHAN = " (parent missing)";

	private final String text;

	private final boolean orphan;

	private final TextPattern name;

	private final @Nullable SpanKind kind;

	private final List<StatusPattern> statuses;

	private final Map<String, TextPattern> attributes;

	private SpanPattern(String text, boolean orphan, TextPattern name, @Nullable SpanKind kind,
			List<StatusPattern> statuses, Map<String, TextPattern> attributes) {
		this.text = text;
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
	 * The pattern as it was written.
	 */
	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * Reads a pattern.
	 * @throws IllegalArgumentException if it cannot be understood
	 */
	static SpanPattern parse(String text) {
		String rest = text.strip();
		List<StatusPattern> statuses = new ArrayList<>();
		Map<String, TextPattern> attributes = new LinkedHashMap<>();
		for (String before = null; !rest.equals(before);) {
			before = rest;
			Matcher status = STATUS.matcher(rest);
			if (status.matches()) {
				statuses.add(StatusPattern.parse(status.group(2)));
				rest = status.group(1);
			}
			Matcher braces = ATTRIBUTES.matcher(rest);
			if (braces.matches()) {
				parseAttributes(braces.group(2), attributes);
				rest = braces.group(1);
			}
		}
		boolean orphan = rest.endsWith(ORPHAN);
		rest = orphan ? rest.substring(0, rest.length() - ORPHAN.length()) : rest;
		SpanKind kind = null;
		Matcher parentheses = KIND.matcher(rest);
		if (parentheses.matches()) {
			kind = SpanKind.valueOf(parentheses.group(2).toUpperCase(Locale.ROOT));
			rest = parentheses.group(1);
		}
		if (rest.isEmpty()) {
			throw new IllegalArgumentException("A span has a name: '" + text + "'");
		}
		return new SpanPattern(text.strip(), orphan, TextPattern.of(rest), kind, statuses, attributes);
	}

	private static void parseAttributes(String text, Map<String, TextPattern> attributes) {
		Matcher attribute = ATTRIBUTE.matcher(text);
		int end = 0;
		while (end < text.length()) {
			if (!attribute.find(end) || attribute.start() != end) {
				throw new IllegalArgumentException("Not 'key=value, …': '" + text + "'");
			}
			attributes.put(attribute.group(1), TextPattern.of(attribute.group(2).strip()));
			end = attribute.end();
		}
	}

}
