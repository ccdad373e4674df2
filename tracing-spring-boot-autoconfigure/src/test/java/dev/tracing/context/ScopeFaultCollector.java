package dev.tracing.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;

/**
 * Is told of faults while it is open.
 */
final class ScopeFaultCollector implements ScopeFaults.Listener, AutoCloseable {

	private final List<String> told = new CopyOnWriteArrayList<>();

	ScopeFaultCollector() {
		ScopeFaults.addListener(this);
	}

	@Override
	public void found(SpanContext span, String event, Attributes attributes) {
		this.told.add(event + " of " + span.getSpanId());
	}

	List<String> told() {
		return this.told;
	}

	@Override
	public void close() {
		ScopeFaults.removeListener(this);
	}

}
