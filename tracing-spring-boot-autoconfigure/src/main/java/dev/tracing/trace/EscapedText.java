package dev.tracing.trace;

/**
 * Makes text safe to be one line of a terminal or a log: whatever could break the line,
 * move the cursor or turn the reading direction round is written as its code.
 */
final class EscapedText {

	static String of(String text) {
		StringBuilder escaped = null;
		for (int i = 0; i < text.length();) {
			int codePoint = text.codePointAt(i);
			if (isUnsafe(codePoint)) {
				if (escaped == null) {
					escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
				}
				append(escaped, codePoint);
			}
			else if (escaped != null) {
				escaped.appendCodePoint(codePoint);
			}
			i += Character.charCount(codePoint);
		}
		return (escaped != null) ? escaped.toString() : text;
	}

	private static boolean isUnsafe(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				true;
			default -> false;
		};
	}

	private static void append(StringBuilder escaped, int codePoint) {
		switch (codePoint) {
			case '\n' -> escaped.append("\\n");
			case '\r' -> escaped.append("\\r");
			case '\t' -> escaped.append("\\t");
			default -> escaped.append(String.format((codePoint > 0xFFFF) ? "\\u{%x}" : "\\u%04x", codePoint));
		}
	}

	private EscapedText() {
	}

}
