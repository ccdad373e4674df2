package dev.tracing.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened at one instant of a span, an exception above all.
 *
 * @param name the name of the event
 * @param epochNanos when it happened, in nanoseconds since the epoch
 * @param attributes the attributes of the event
 * @since 0.1.0
 */
public record SpanEvent(String name, long epochNanos, Attributes attributes) {

	// https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
	private static final String EXCEPTION = "exception";

	private static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");

	private static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");

	private static final AttributeKey<String> EXCEPTION_STACKTRACE = AttributeKey.stringKey("exception.stacktrace");

	/**
	 * Whether the event is a recorded exception.
	 * @return whether the event is a recorded exception
	 */
	public boolean isException() {
		return EXCEPTION.equals(this.name);
	}

	/**
	 * The class name of the recorded exception.
	 * @return the class name, or null if none was recorded
	 */
	public @Nullable String exceptionType() {
		return this.attributes.get(EXCEPTION_TYPE);
	}

	/**
	 * The message of the recorded exception.
	 * @return the message, or null if none was recorded
	 */
	public @Nullable String exceptionMessage() {
		return this.attributes.get(EXCEPTION_MESSAGE);
	}

	/**
	 * The stack trace of the recorded exception.
	 * @return the stack trace, or null if none was recorded
	 */
	public @Nullable String exceptionStackTrace() {
		return this.attributes.get(EXCEPTION_STACKTRACE);
	}

}
