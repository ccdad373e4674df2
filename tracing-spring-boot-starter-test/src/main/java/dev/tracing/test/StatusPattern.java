package dev.tracing.test;

import dev.tracing.trace.SpanFailure;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * How a span is to have ended: {@code ok}, {@code unset}, {@code cancelled} or
 * {@code error}, the last also with the class or the message of the exception, as
 * {@code error: IllegalStateException} or {@code error: *no such trip*}.
 *
 * @param status the status
 * @param failure the class or the message, or null if any will do
 */
record StatusPattern(String status, @Nullable TextPattern failure) {

	static StatusPattern parse(String text) {
		int colon = text.indexOf(':');
		if (colon < 0) {
			return new StatusPattern(text, null);
		}
		String status = text.substring(0, colon);
		if (!status.equals("error")) {
			throw new IllegalArgumentException("Only an error has a reason: '[" + text + "]'");
		}
		return new StatusPattern(status, TextPattern.of(text.substring(colon + 1).strip()));
	}

	boolean matches(TraceSpan span) {
		return switch (this.status) {
			case "ok" -> span.status() == StatusCode.OK;
			case "unset" -> span.status() == StatusCode.UNSET;
			case "cancelled" -> span.isCancelled();
			default -> matches(span.failure());
		};
	}

	private boolean matches(@Nullable SpanFailure actual) {
		if (actual == null || this.failure == null) {
			return actual != null;
		}
		String type = actual.type();
		String message = actual.message();
		return (message != null && this.failure.matches(message))
				|| (type != null && (this.failure.matches(type) || this.failure.matches(SpanLabel.simpleName(type))));
	}

}
