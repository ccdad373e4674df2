package dev.tracing.soak;

import java.util.ArrayList;
import java.util.List;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A trace that is not known to be right yet.
 */
final class OpenTrace {

	private final List<ReadableSpan> spans = new ArrayList<>();

	private int running;

	private int changes;

	private long changed;

	synchronized OpenTrace started(ReadableSpan span) {
		this.spans.add(span);
		this.running++;
		change();
		return this;
	}

	synchronized OpenTrace ended() {
		this.running--;
		change();
		return this;
	}

	private void change() {
		this.changes++;
		this.changed = System.nanoTime();
	}

	/**
	 * How often something has started or ended.
	 */
	synchronized int changes() {
		return this.changes;
	}

	synchronized boolean isRunning() {
		return this.running > 0;
	}

	synchronized long quietNanos() {
		return System.nanoTime() - this.changed;
	}

	/**
	 * The spans that run, by name.
	 */
	synchronized List<String> running() {
		return this.spans.stream().filter((span) -> !span.hasEnded()).map(ReadableSpan::getName).toList();
	}

	synchronized Trace read() {
		return Trace.of(this.spans.stream().map((span) -> read(span.toSpanData())).toList());
	}

	private static TraceSpan read(SpanData data) {
		SpanContext parent = data.getParentSpanContext();
		TraceSpan.Builder builder = TraceSpan.builder(data.getTraceId(), data.getSpanId(), data.getName())
			.kind(data.getKind())
			.start(data.getStartEpochNanos())
			.status(data.getStatus().getStatusCode(), data.getStatus().getDescription())
			.attributes(data.getAttributes())
			.events(data.getEvents()
				.stream()
				.map((event) -> new dev.tracing.trace.SpanEvent(event.getName(), event.getEpochNanos(),
						event.getAttributes()))
				.toList());
		if (parent.isValid()) {
			builder = parent.isRemote() ? builder.remoteParent(parent.getSpanId()) : builder.parent(parent.getSpanId());
		}
		return data.hasEnded() ? builder.end(data.getEndEpochNanos()).build() : builder.build();
	}

}
