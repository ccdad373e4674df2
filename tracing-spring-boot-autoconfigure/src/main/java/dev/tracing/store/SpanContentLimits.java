package dev.tracing.store;

/**
 * How much a {@link TraceRecorder} keeps of a span. A text that is cut ends with the
 * number of characters that are missing.
 *
 * @param attributes how many attributes of a span or an event are kept, those that this
 * project looks at not counted
 * @param events how many events are kept
 * @param links how many links are kept
 * @param nameLength how many characters of a name are kept
 * @param valueLength how many characters of an attribute's value are kept, of an array's
 * all elements together
 * @param stackTraceLength how many characters of an exception's stack trace are kept
 * @since 0.1.0
 */
public record SpanContentLimits(int attributes, int events, int links, int nameLength, int valueLength,
		int stackTraceLength) {

	private static final SpanContentLimits DEFAULTS = new SpanContentLimits(32, 32, 16, 256, 1024, 8192);

	/**
	 * Create limits.
	 * @throws IllegalArgumentException if a number is negative
	 */
	public SpanContentLimits {
		if (Math.min(Math.min(attributes, events), links) < 0
				|| Math.min(Math.min(nameLength, valueLength), stackTraceLength) < 0) {
			throw new IllegalArgumentException("A limit must not be negative");
		}
	}

	/**
	 * The defaults: 32 attributes, 32 events and 16 links; names of 256 characters,
	 * values of 1,024, stack traces of 8,192.
	 * @return the limits
	 */
	public static SpanContentLimits defaults() {
		return DEFAULTS;
	}

}
