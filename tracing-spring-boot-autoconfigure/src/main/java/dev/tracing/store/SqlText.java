package dev.tracing.store;

import java.util.regex.Pattern;

/**
 * Statements without their literals. In doubt more is taken out: what one database takes
 * for a name in quotes is a text to another.
 */
final class SqlText {

	/** What does not begin so may be of any language, whose literals nobody knows. */
	private static final Pattern SQL = Pattern.compile(
			"\\s*+\\(?\\s*+(?:select|insert|update|delete|merge|with|call|values|create|alter|drop|truncate|replace|upsert"
					+ "|explain|set|begin|start|commit|rollback|savepoint|release|lock|grant|revoke|show)\\b[\\s\\S]*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern COMMENT = Pattern.compile("/\\*[\\s\\S]*?(?:\\*/|\\z)|--[^\\n]*+");

	/** From the first quote, where nobody knows which one closes it. */
	private static final Pattern QUOTED = Pattern.compile("['\"$][\\s\\S]*");

	private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*+(?:'|\\z)|\"(?:[^\"]|\"\")*+(?:\"|\\z)"
			+ "|\\$(\\w*)\\$[\\s\\S]*?(?:\\$\\1\\$|\\z)|(?<![\\w.$:?])[-+]?(?:0[xX][0-9a-fA-F]+|\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?)");

	/**
	 * Replaces each literal of a statement by a question mark, and takes out comments.
	 * @param statement the statement
	 * @param otherwise what is told of a statement that is not known to be SQL
	 */
	static String withoutLiterals(String statement, String otherwise) {
		if (!SQL.matcher(statement).matches()) {
			return otherwise;
		}
		// a comment may be in a text, and a quote in a comment; and whether a backslash
		// escapes a quote depends on the database
		boolean clear = statement.indexOf('\\') < 0 && !COMMENT.matcher(statement).find();
		String known = clear ? statement : QUOTED.matcher(statement).replaceFirst("?");
		return replaceLiterals(COMMENT.matcher(known).replaceAll(" ")).strip();
	}

	private static String replaceLiterals(String statement) {
		return LITERAL.matcher(statement).replaceAll("?");
	}

	private SqlText() {
	}

}
