package dev.tracing.benchmarks.program;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Counts the spans that ended, by their parents.
 */
final class Siblings implements SpanProcessor {

	private final ConcurrentMap<String, LongAdder> children = new ConcurrentHashMap<>();

	private volatile @Nullable String root;

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
	}

	@Override
	public boolean isStartRequired() {
		return false;
	}

	@Override
	public void onEnd(ReadableSpan span) {
		if (span.getParentSpanContext().isValid()) {
			this.children.computeIfAbsent(span.getParentSpanContext().getSpanId(), (id) -> new LongAdder()).increment();
		}
		else {
			this.root = span.getSpanContext().getSpanId();
		}
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

	/**
	 * Checks the spans since the last check, and forgets them.
	 * @param expected how many children the root must have; nothing else may have any
	 */
	void check(int expected) {
		String root = this.root;
		LongAdder adder = (root != null) ? this.children.remove(root) : null;
		long found = (adder != null) ? adder.sum() : 0;
		if (found != expected || !this.children.isEmpty()) {
			throw new IllegalStateException(
					found + " siblings instead of " + expected + ", and others below " + this.children);
		}
	}

}
