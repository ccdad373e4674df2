package dev.tracing.benchmarks;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Takes each span that ends, as an exporter's processor would, and keeps the last.
 */
public final class DroppingSpanProcessor implements SpanProcessor {

	@Nullable ReadableSpan last;

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
	}

	@Override
	public boolean isStartRequired() {
		return false;
	}

	@Override
	public void onEnd(ReadableSpan span) {
		this.last = span;
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

}
