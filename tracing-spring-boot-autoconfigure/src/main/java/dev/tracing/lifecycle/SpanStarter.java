package dev.tracing.lifecycle;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Starts the spans of one call, for a lifecycle that decides itself when, and how many.
 */
@FunctionalInterface
public interface SpanStarter {

	/**
	 * Starts a span.
	 * @param parent the context to which the span is a child
	 * @return the span, which the caller must end exactly once; null where the work is to
	 * be left alone, because nothing below the parent is sampled
	 */
	@Nullable StartedSpan start(Context parent);

}
