package dev.tracing.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of a tree: the name of a span, and what is said of it behind its name, in
 * any order.
 */
final class SpanLine {

	private static final Pattern KIND = fact("\\((internal|server|client|producer|consumer)\\)");

	private static final Pattern ORPHAN = fact("\\(parent missing\\)");

	private static final Pattern STATUS = fact("\\[((?:ok|unset|error|cancelled)(?::[^\\[\\]]*)?)]");

	private static final Pattern ATTRIBUTES = fact("\\{((?:[^\"{}]|\"[^\"]*\")*)}");

	private static final Pattern ATTRIBUTE = Pattern.compile("\\s*([^=,\\s]+)\\s*=\\s*(\"[^\"]*\"|[^,\"]*)\\s*(?:,|$)");

	private static final Pattern COUNT = fact("×(\\d+)");

	private static final Pattern RANGE = fact("×(\\d*)\\.\\.(\\d*)");

	private static final Pattern PARALLEL = fact("∥");

	private final List<StatusPattern> statuses = new ArrayList<>();

	private final Map<String, TextPattern> attributes = new LinkedHashMap<>();

	private String rest;

	private @Nullable SpanKind kind;

	private boolean orphan;

	private int min = 1;

	private int max = 1;

	private boolean parallel;

	private SpanLine(String text) {
		this.rest = text.strip();
	}

	/**
	 * Reads a line.
	 * @throws IllegalArgumentException if it cannot be understood
	 */
	static SpanLine parse(String text) {
		SpanLine line = new SpanLine(text);
		boolean more = true;
		while (more) {
			more = line.readLastFact();
		}
		if (line.rest.isEmpty()) {
			throw new IllegalArgumentException("A span has a name");
		}
		if (line.min > line.max) {
			throw new IllegalArgumentException(
					"At least " + line.min + " and at most " + line.max + " is impossible: '" + text + "'");
		}
		return line;
	}

	private boolean readLastFact() {
		Matcher fact;
		if ((fact = match(KIND)) != null) {
			this.kind = SpanKind.valueOf(fact.group(2).toUpperCase(Locale.ROOT));
		}
		else if ((fact = match(STATUS)) != null) {
			this.statuses.add(StatusPattern.parse(fact.group(2)));
		}
		else if ((fact = match(ATTRIBUTES)) != null) {
			readAttributes(fact.group(2));
		}
		else if ((fact = match(COUNT)) != null) {
			this.min = Integer.parseInt(fact.group(2));
			this.max = this.min;
		}
		else if ((fact = match(RANGE)) != null) {
			this.min = fact.group(2).isEmpty() ? 0 : Integer.parseInt(fact.group(2));
			this.max = fact.group(3).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(fact.group(3));
		}
		else if (match(PARALLEL) != null) {
			this.parallel = true;
		}
		else if (match(ORPHAN) != null) {
			this.orphan = true;
		}
		else {
			return false;
		}
		return true;
	}

	/**
	 * Takes a fact from the end of what is left to read.
	 */
	private @Nullable Matcher match(Pattern fact) {
		Matcher matcher = fact.matcher(this.rest);
		if (!matcher.matches()) {
			return null;
		}
		this.rest = matcher.group(1);
		return matcher;
	}

	private void readAttributes(String text) {
		Matcher attribute = ATTRIBUTE.matcher(text);
		int end = 0;
		while (end < text.length()) {
			if (!attribute.find(end) || attribute.start() != end) {
				throw new IllegalArgumentException("Attributes are written key=value, …, and not '" + text + "'");
			}
			this.attributes.put(attribute.group(1), TextPattern.of(attribute.group(2).strip()));
			end = attribute.end();
		}
	}

	private static Pattern fact(String regex) {
		return Pattern.compile("(.*\\S)\\s+" + regex);
	}

	SpanPattern span() {
		return new SpanPattern(TextPattern.of(this.rest), this.orphan, this.kind, this.statuses, this.attributes);
	}

	int min() {
		return this.min;
	}

	int max() {
		return this.max;
	}

	boolean isParallel() {
		return this.parallel;
	}

	boolean isOfSeveral() {
		return this.min != 1 || this.max != 1 || this.parallel;
	}

}
