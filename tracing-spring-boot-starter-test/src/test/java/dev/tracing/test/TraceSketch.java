package dev.tracing.test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;

/**
 * A trace drawn as text, a line for each span: below what is above it and further to the
 * left, its name, when it ran in milliseconds (without an end if it is still running),
 * and facts such as {@code server}, {@code orphan}, {@code thread=name},
 * {@code cancelled}, {@code error=Type} or {@code key=value}.
 */
final class TraceSketch {

	private static final Pattern LINE = Pattern.compile("(\\s*)(\\S.*?)\\s+(\\d+)-(\\d*)((?:\\s+\\S+)*)");

	private static final long EPOCH_NANOS = 1_795_353_891_200_000_000L;

	private final String traceId;

	private final List<TraceSpan> spans = new ArrayList<>();

	private final Deque<Parent> parents = new ArrayDeque<>();

	private TraceSketch(String traceId) {
		this.traceId = traceId;
	}

	static Trace trace(String text) {
		return trace("4bf92f3577b34da6a3ce929d0e0e4736", text);
	}

	static Trace trace(String traceId, String text) {
		TraceSketch sketch = new TraceSketch(traceId);
		text.lines().filter((line) -> !line.isBlank()).forEach(sketch::add);
		return Trace.of(sketch.spans);
	}

	private void add(String line) {
		Matcher matcher = LINE.matcher(line);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(line);
		}
		int column = matcher.group(1).length();
		while (!this.parents.isEmpty() && this.parents.element().column >= column) {
			this.parents.pop();
		}
		String id = String.format("%016x", this.spans.size() + 1);
		TraceSpan.Builder span = TraceSpan.builder(this.traceId, id, matcher.group(2)).start(at(matcher.group(3)));
		if (!this.parents.isEmpty()) {
			span.parent(this.parents.element().spanId);
		}
		if (!matcher.group(4).isEmpty()) {
			span.end(at(matcher.group(4)));
		}
		for (String fact : matcher.group(5).strip().split("\\s+")) {
			addFact(span, fact);
		}
		this.spans.add(span.build());
		this.parents.push(new Parent(id, column));
	}

	private static void addFact(TraceSpan.Builder span, String fact) {
		String[] pair = fact.split("=", 2);
		switch (pair[0]) {
			case "" -> {
			}
			case "orphan" -> span.parent("00f067aa0ba902b7");
			case "cancelled" -> span.attribute(TracingAttributes.CANCELLED, true);
			case "server", "client", "producer", "consumer" ->
				span.kind(SpanKind.valueOf(fact.toUpperCase(Locale.ROOT)));
			case "thread" -> span.thread(pair[1].hashCode(), pair[1]);
			case "ok" -> span.status(StatusCode.OK, "");
			case "error" ->
				span.status(StatusCode.ERROR, "no seat left").attribute(AttributeKey.stringKey("error.type"), pair[1]);
			default -> span.attribute(AttributeKey.stringKey(pair[0]), pair[1]);
		}
	}

	private static long at(String millis) {
		return EPOCH_NANOS + Long.parseLong(millis) * 1_000_000;
	}

	private record Parent(String spanId, int column) {
	}

}
