package dev.tracing.test;

import java.util.regex.Pattern;

/**
 * A text in which {@code *} stands for any characters. A backslash takes the meaning from
 * the character that follows it, and quotes around the whole text from all of it.
 */
final class TextPattern {

	private final String text;

	private final Pattern pattern;

	private TextPattern(String text, Pattern pattern) {
		this.text = text;
		this.pattern = pattern;
	}

	boolean matches(String text) {
		return this.pattern.matcher(text).matches();
	}

	/**
	 * The text as it was written.
	 */
	@Override
	public String toString() {
		return this.text;
	}

	static TextPattern of(String text) {
		if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
			return new TextPattern(text, Pattern.compile(text.substring(1, text.length() - 1), Pattern.LITERAL));
		}
		StringBuilder regex = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '*') {
				regex.append(".*");
				continue;
			}
			if (c == '\\' && i + 1 < text.length()) {
				c = text.charAt(++i);
			}
			regex.append(Pattern.quote(String.valueOf(c)));
		}
		return new TextPattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
	}

}
