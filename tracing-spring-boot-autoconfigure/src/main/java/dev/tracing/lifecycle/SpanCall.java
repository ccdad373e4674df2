package dev.tracing.lifecycle;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * One call that becomes a span, or, where it returns a publisher, one span for each
 * subscription.
 */
public interface SpanCall {

	/**
	 * Makes the call. Called exactly once, on the caller's thread.
	 * @return what the call returned
	 * @throws Throwable what the call threw
	 */
	@Nullable Object proceed() throws Throwable;

	/**
	 * Sets the attributes that the call's arguments give. Called for each span of the
	 * call, right after it has started, on the thread that started it.
	 * @param span the span, which may not record
	 */
	default void describeArguments(Span span) {
	}

	/**
	 * Sets the attributes that the result gives. Called for each span of the call that
	 * did not fail, right before it ends, on the thread that ends it.
	 * @param span the span, which may not record
	 * @param result the result; of a future its completed value, of a publisher of one
	 * value that value, null where there is none
	 */
	default void describeResult(Span span, @Nullable Object result) {
	}

}
