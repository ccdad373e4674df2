package dev.tracing.viewer;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON, one value after the other. What is written is well-formed if each value in
 * an object has a name; nothing checks it.
 */
final class JsonWriter {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private final StringBuilder json;

	private boolean first = true;

	JsonWriter() {
		this(256);
	}

	JsonWriter(int capacity) {
		this.json = new StringBuilder(capacity);
	}

	/**
	 * Writes an object.
	 * @param members writes its members
	 * @return this
	 */
	JsonWriter object(Runnable members) {
		return enclosed('{', members, '}');
	}

	/**
	 * Writes an array.
	 * @param elements writes its elements
	 * @return this
	 */
	JsonWriter array(Runnable elements) {
		return enclosed('[', elements, ']');
	}

	/**
	 * Writes an array with an element for each of a collection.
	 * @param elements the collection
	 * @param each writes an element
	 * @return this
	 */
	<T> JsonWriter array(Collection<? extends T> elements, Consumer<T> each) {
		return array(() -> elements.forEach(each));
	}

	/**
	 * Writes the name of a member, whose value comes next.
	 */
	JsonWriter name(String name) {
		value(name);
		this.json.append(':');
		this.first = true;
		return this;
	}

	JsonWriter value(@Nullable String value) {
		separate();
		if (value == null) {
			this.json.append("null");
			return this;
		}
		this.json.append('"');
		for (int i = 0; i < value.length(); i++) {
			escaped(value, i);
		}
		this.json.append('"');
		return this;
	}

	JsonWriter value(long value) {
		separate();
		this.json.append(value);
		return this;
	}

	/**
	 * Writes a number, or what it is called where JSON has no such number.
	 */
	JsonWriter value(double value) {
		if (!Double.isFinite(value)) {
			return value(Double.toString(value));
		}
		separate();
		this.json.append(value);
		return this;
	}

	JsonWriter value(boolean value) {
		separate();
		this.json.append(value);
		return this;
	}

	JsonWriter member(String name, @Nullable String value) {
		return name(name).value(value);
	}

	JsonWriter member(String name, long value) {
		return name(name).value(value);
	}

	JsonWriter member(String name, boolean value) {
		return name(name).value(value);
	}

	byte[] toBytes() {
		return this.json.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.json.toString();
	}

	private JsonWriter enclosed(char begin, Runnable content, char end) {
		separate();
		this.json.append(begin);
		this.first = true;
		content.run();
		this.json.append(end);
		this.first = false;
		return this;
	}

	private void separate() {
		if (!this.first) {
			this.json.append(',');
		}
		this.first = false;
	}

	private void escaped(String text, int index) {
		char c = text.charAt(index);
		switch (c) {
			case '"', '\\' -> this.json.append('\\').append(c);
			case '\n' -> this.json.append("\\n");
			case '\r' -> this.json.append("\\r");
			case '\t' -> this.json.append("\\t");
			default -> {
				if (c < ' ' || isLoneSurrogate(text, index)) {
					this.json.append("\\u")
						.append(HEX[c >> 12])
						.append(HEX[c >> 8 & 0xF])
						.append(HEX[c >> 4 & 0xF])
						.append(HEX[c & 0xF]);
				}
				else {
					this.json.append(c);
				}
			}
		}
	}

	/**
	 * Whether a character is half of one of which the other half is missing, which UTF-8
	 * has no bytes for.
	 */
	private static boolean isLoneSurrogate(String text, int index) {
		char c = text.charAt(index);
		if (Character.isHighSurrogate(c)) {
			return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
		}
		return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
	}

}
