package dev.tracing.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.SpanEvent;
import dev.tracing.trace.SpanLink;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link TraceSpan} of a span of the SDK, which can be forgotten then, within
 * limits.
 */
final class SpanCopier {

	private static final String STACK_TRACE = "exception.stacktrace";

	/** How many characters a number counts for. */
	private static final int NUMBER_LENGTH = 8;

	/** What a trace looks at, and must not miss because a span has many attributes. */
	private static final Set<String> ALWAYS_KEPT = Set.of(TracingAttributes.CANCELLED.getKey(),
			TracingAttributes.TASK_ID.getKey(), TracingAttributes.TASK_QUEUE_TIME.getKey(),
			TracingAttributes.TASK_RUN_TIME.getKey(), TracingAttributes.DETACHED.getKey(),
			TracingAttributes.STREAM.getKey(), "error.type", "thread.id", "thread.name", "exception.type",
			"exception.message", STACK_TRACE);

	private final SpanContentLimits limits;

	private final SpanMasking masking;

	private final UsualDurations usual = new UsualDurations();

	SpanCopier(SpanContentLimits limits, SpanMasking masking) {
		this.limits = limits;
		this.masking = masking;
	}

	/**
	 * Copies a span as it is now.
	 * @param span the span
	 * @param started what is known of its start, or null
	 * @param endThread the thread on which it ended, or null if it has not or nobody
	 * knows
	 */
	TraceSpan copy(ReadableSpan span, SpanSignal.@Nullable Started started, @Nullable Long endThread) {
		TraceSpan.Builder builder = copied(span);
		if (started != null) {
			builder.thread(started.threadId(), started.threadName());
		}
		if (endThread != null) {
			builder.endThread(endThread);
		}
		TraceSpan copy = builder.build();
		if (copy.isRunning()) {
			this.usual.of(copy.name()).ifPresent(builder::usual);
			return builder.build();
		}
		this.usual.add(copy.name(), copy.endEpochNanos().getAsLong() - copy.startEpochNanos());
		return copy;
	}

	private TraceSpan.Builder copied(ReadableSpan span) {
		SpanData data = span.toSpanData();
		Attributes attributes = copy(data.getAttributes());
		List<SpanEvent> events = data.getEvents().stream().limit(this.limits.events()).map(this::copy).toList();
		List<SpanLink> links = data.getLinks().stream().limit(this.limits.links()).map(this::copy).toList();
		TraceSpan.Builder builder = TraceSpan
			.builder(data.getTraceId(), data.getSpanId(),
					cut(this.masking.maskName(data.getName()), this.limits.nameLength()))
			.kind(data.getKind())
			.scopeName(data.getInstrumentationScopeInfo().getName())
			.start(data.getStartEpochNanos())
			.status(data.getStatus().getStatusCode(),
					cut(this.masking.maskDescription(data.getStatus().getDescription()), this.limits.valueLength()))
			.attributes(attributes)
			.events(events)
			.links(links)
			.dropped(data.getTotalAttributeCount() - attributes.size() + data.getTotalRecordedEvents() - events.size()
					+ data.getTotalRecordedLinks() - links.size());
		SpanContext parent = data.getParentSpanContext();
		if (parent.isValid()) {
			builder = parent.isRemote() ? builder.remoteParent(parent.getSpanId()) : builder.parent(parent.getSpanId());
		}
		return data.hasEnded() ? builder.end(data.getEndEpochNanos()) : builder;
	}

	private SpanEvent copy(EventData event) {
		return new SpanEvent(cut(this.masking.maskName(event.getName()), this.limits.nameLength()),
				event.getEpochNanos(), copy(event.getAttributes()));
	}

	private SpanLink copy(LinkData link) {
		return new SpanLink(link.getSpanContext().getTraceId(), link.getSpanContext().getSpanId(),
				copy(link.getAttributes()));
	}

	/**
	 * Copies attributes. Those of a span that has ended are a view of the span itself, so
	 * they are copied in any case.
	 */
	private Attributes copy(Attributes attributes) {
		if (attributes.isEmpty()) {
			return Attributes.empty();
		}
		AttributesBuilder builder = Attributes.builder();
		int[] room = { this.limits.attributes() };
		attributes.forEach((key, value) -> {
			if (ALWAYS_KEPT.contains(key.getKey()) || room[0]-- > 0) {
				put(builder, key, value);
			}
		});
		return builder.build();
	}

	@SuppressWarnings("unchecked")
	private void put(AttributesBuilder builder, AttributeKey<?> key, Object value) {
		int length = STACK_TRACE.equals(key.getKey()) ? this.limits.stackTraceLength() : this.limits.valueLength();
		Object known = (value instanceof Value<?> structured) ? structured.asString() : value;
		Object kept = this.masking.mask(key.getKey(), known);
		if (kept instanceof String text) {
			// what is hidden may have been no text
			builder.put(key.getKey(), cut(text, length));
		}
		else if (kept instanceof List<?> list) {
			builder.put((AttributeKey<Object>) key, cut(list, length));
		}
		else {
			builder.put((AttributeKey<Object>) key, kept);
		}
	}

	/**
	 * Cuts an array to the elements that have room together, and each text in it.
	 */
	private static List<?> cut(List<?> list, int length) {
		List<Object> kept = new ArrayList<>();
		int room = length;
		for (int i = 0; i < list.size() && room > 0; i++) {
			Object element = list.get(i);
			kept.add((element instanceof String text) ? cut(text, length) : element);
			room -= (element instanceof String text) ? Math.max(1, text.length()) : NUMBER_LENGTH;
		}
		return kept;
	}

	private static String cut(String text, int length) {
		if (text.length() <= length) {
			return text;
		}
		int end = (length > 0 && Character.isHighSurrogate(text.charAt(length - 1))) ? length - 1 : length;
		return text.substring(0, end) + "…(+" + (text.length() - end) + ")";
	}

}
