package dev.tracing.store;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a span is hidden before a {@link TraceRecorder} keeps it. The names of spans
 * and of attributes are always kept, an address in them aside.
 *
 * @since 0.1.0
 */
public enum SpanMasking {

	/**
	 * Everything is kept as it is.
	 */
	NONE,

	/**
	 * Hidden are the values whose names speak of secrets, such as passwords, tokens and
	 * cookies, the query and the user of addresses, and the literals of SQL.
	 */
	SECRETS,

	/**
	 * Hidden are the values that are not known to be harmless as well: attributes that
	 * are neither of the semantic conventions of HTTP, databases, messaging and calls nor
	 * of this project, and the messages and stack traces of exceptions.
	 */
	UNKNOWN;

	/**
	 * What stands where something is hidden.
	 */
	public static final String HIDDEN = "‹hidden›";

	private static final Pattern SECRET = Pattern.compile("pass|secret|token|auth|cookie|session|key|ssn|card",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern HARMLESS = Pattern
		.compile("(?:http|url|messaging|rpc|network|server|code|thread|tracing)\\..*");

	/** What Spring's observations call it, and what else the conventions have. */
	private static final Set<String> ALSO_HARMLESS = Set.of("method", "status", "uri", "outcome", "error", "exception",
			"client.name", "error.type", "exception.type", "exception.escaped", "db.system", "db.system.name",
			"db.operation", "db.operation.name", "db.namespace", "db.name", "db.collection.name", "db.sql.table",
			"jdbc.row-affected", "jdbc.row-count", "jdbc.datasource.driver", "jdbc.datasource.name");

	private static final Pattern STATEMENT = Pattern.compile("db\\.query\\.text|db\\.statement|jdbc\\.query\\[\\d+]");

	private static final Pattern NOT_FOR_ALL = Pattern.compile(
			"http\\.(?:request|response)\\.(?:header|body)\\..*|url\\.query|url\\.fragment|messaging\\..*\\.body.*");

	/** Addresses that need not have a scheme. */
	private static final Set<String> ADDRESSES = Set.of("http.url", "http.target", "http.route", "url.full", "url.path",
			"uri", "http.path");

	/**
	 * The value of an attribute as it is kept.
	 * @param key the key of the attribute
	 * @param value the value
	 * @return the same value, another text, or {@link #HIDDEN}
	 */
	Object mask(String key, Object value) {
		if (this == NONE) {
			return value;
		}
		if (SECRET.matcher(key).find()) {
			return HIDDEN;
		}
		if (STATEMENT.matcher(key).matches()) {
			return (value instanceof String text) ? SqlText.withoutLiterals(text, HIDDEN) : HIDDEN;
		}
		if (this == UNKNOWN && !isHarmless(key)) {
			return HIDDEN;
		}
		if (value instanceof String text) {
			return ADDRESSES.contains(key) ? AddressText.ofAddress(text) : AddressText.of(text);
		}
		return (value instanceof List<?> list) ? list.stream().map((element) -> mask(key, element)).toList() : value;
	}

	/**
	 * A name as it is kept.
	 */
	String maskName(String name) {
		return (this == NONE) ? name : AddressText.of(name);
	}

	/**
	 * The description of a status as it is kept: mostly the message of an exception.
	 */
	String maskDescription(String description) {
		return switch (this) {
			case NONE -> description;
			case SECRETS -> AddressText.of(description);
			case UNKNOWN -> description.isEmpty() ? description : HIDDEN;
		};
	}

	private static boolean isHarmless(String key) {
		return (HARMLESS.matcher(key).matches() || ALSO_HARMLESS.contains(key)) && !NOT_FOR_ALL.matcher(key).matches();
	}

}
