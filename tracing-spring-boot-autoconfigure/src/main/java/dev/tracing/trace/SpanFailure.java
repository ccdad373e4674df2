package dev.tracing.trace;

import org.jspecify.annotations.Nullable;

/**
 * Why a span is an error, as far as it was recorded.
 *
 * @param type the class name of the exception or another identifier of the error, or null
 * if none was recorded
 * @param message the message, or null if there is none
 * @since 0.1.0
 */
public record SpanFailure(@Nullable String type, @Nullable String message) {
}
