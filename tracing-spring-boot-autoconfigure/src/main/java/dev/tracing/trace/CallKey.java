package dev.tracing.trace;

import java.util.List;
import java.util.regex.Pattern;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;

/**
 * What calls have in common that do the same with other values.
 *
 * @param kind the kind of the span
 * @param text the statement or the name, with {@code ?} for each number and text
 */
record CallKey(SpanKind kind, String text) {

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/db/
	private static final AttributeKey<String> QUERY_TEXT = AttributeKey.stringKey("db.query.text");

	private static final AttributeKey<String> STATEMENT = AttributeKey.stringKey("db.statement");

	// of Spring's JDBC observations
	private static final AttributeKey<String> JDBC_QUERY = AttributeKey.stringKey("jdbc.query[0]");

	/** A text in quotes, an id in hexadecimal, or a number, but not the one of a name. */
	private static final Pattern VALUE = Pattern
		.compile("'(?:[^']|'')*+'|\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b|(?<![\\w.])[0-9][\\w.]*+");

	private static final Pattern LIST = Pattern.compile("\\?(?:\\s*,\\s*\\?)++");

	private static final Pattern SPACE = Pattern.compile("\\s++");

	private static final int MAX_LENGTH = 256;

	static CallKey of(TraceSpan span) {
		String text = span.name();
		for (AttributeKey<String> key : List.of(QUERY_TEXT, STATEMENT, JDBC_QUERY)) {
			String statement = span.attributes().get(key);
			if (statement != null) {
				text = statement;
				break;
			}
		}
		return new CallKey(span.kind(), normalized(text));
	}

	private static String normalized(String text) {
		String values = VALUE.matcher(text).replaceAll("?");
		String line = SPACE.matcher(LIST.matcher(values).replaceAll("?")).replaceAll(" ").strip();
		return (line.length() > MAX_LENGTH) ? line.substring(0, MAX_LENGTH) + "…" : line;
	}

}
