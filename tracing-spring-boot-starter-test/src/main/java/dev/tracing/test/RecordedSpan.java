package dev.tracing.test;

import java.util.List;

import dev.tracing.trace.SpanEvent;
import dev.tracing.trace.SpanLink;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span that was started during a test, and the thread that started it. What it says is
 * read when it is asked for, so that nothing is missed that was set after the start.
 */
final class RecordedSpan {

	private final ReadableSpan span;

	private final long threadId;

	private final String threadName;

	/**
	 * Create a recorded span, on the thread that starts the span.
	 */
	RecordedSpan(ReadableSpan span) {
		this.span = span;
		this.threadId = Thread.currentThread().getId();
		this.threadName = Thread.currentThread().getName();
	}

	String name() {
		return this.span.getName();
	}

	TraceSpan read() {
		SpanData data = this.span.toSpanData();
		SpanContext parent = data.getParentSpanContext();
		TraceSpan.Builder builder = TraceSpan.builder(data.getTraceId(), data.getSpanId(), data.getName())
			.kind(data.getKind())
			.scopeName(data.getInstrumentationScopeInfo().getName())
			.start(data.getStartEpochNanos())
			.status(data.getStatus().getStatusCode(), data.getStatus().getDescription())
			.attributes(data.getAttributes())
			.events(events(data))
			.links(links(data))
			.thread(this.threadId, this.threadName)
			.dropped(dropped(data));
		if (parent.isValid()) {
			builder = parent.isRemote() ? builder.remoteParent(parent.getSpanId()) : builder.parent(parent.getSpanId());
		}
		return data.hasEnded() ? builder.end(data.getEndEpochNanos()).build() : builder.build();
	}

	private static List<SpanEvent> events(SpanData data) {
		return data.getEvents()
			.stream()
			.map((event) -> new SpanEvent(event.getName(), event.getEpochNanos(), event.getAttributes()))
			.toList();
	}

	private static List<SpanLink> links(SpanData data) {
		return data.getLinks()
			.stream()
			.map((link) -> new SpanLink(link.getSpanContext().getTraceId(), link.getSpanContext().getSpanId(),
					link.getAttributes()))
			.toList();
	}

	private static int dropped(SpanData data) {
		return (data.getTotalAttributeCount() - data.getAttributes().size())
				+ (data.getTotalRecordedEvents() - data.getEvents().size())
				+ (data.getTotalRecordedLinks() - data.getLinks().size());
	}

}
