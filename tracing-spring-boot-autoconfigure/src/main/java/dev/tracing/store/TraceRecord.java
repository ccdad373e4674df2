package dev.tracing.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.tracing.trace.SpanEvent;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a trace so far. Written by the recorder's thread, under the lock of
 * the {@link TraceStore}.
 */
final class TraceRecord {

	private final String id;

	private final SpanCopier copier;

	private final int maxSpans;

	// by the identity of the context: ids may be duplicate, and a span has but one
	// context
	private final Map<SpanContext, SpanSignal.Started> running = new IdentityHashMap<>();

	private final Set<SpanContext> endedSilently = Collections.newSetFromMap(new IdentityHashMap<>(0));

	private final List<TraceSpan> ended = new ArrayList<>();

	// what was found out about spans whose end has not been signalled yet
	private final Map<String, List<SpanEvent>> notes = new HashMap<>(0);

	private long bytes;

	private int dropped;

	private boolean mayLackSpans;

	private long lastSignalNanos;

	private boolean changed;

	private @Nullable Trace finished;

	private long finishedNumber;

	private long sequence;

	private boolean open;

	private volatile @Nullable StoredTrace read;

	TraceRecord(String id, SpanCopier copier, int maxSpans) {
		this.id = id;
		this.copier = copier;
		this.maxSpans = maxSpans;
	}

	String id() {
		return this.id;
	}

	/**
	 * Adds a running span, or leaves it out until it ends.
	 */
	void start(SpanSignal.Started started, long nanoTime) {
		this.lastSignalNanos = nanoTime;
		if (hasRoomFor(started.span())) {
			this.running.put(started.span().getSpanContext(), started);
			this.changed = true;
			this.bytes += SpanSize.ofRunning();
		}
	}

	/**
	 * Adds a span that ended.
	 * @param span the span
	 * @param thread the thread on which it ended, or null if nobody said so
	 * @param nanoTime when that was looked at
	 * @return false if there is no room for it
	 */
	boolean end(ReadableSpan span, @Nullable Long thread, long nanoTime) {
		this.lastSignalNanos = nanoTime;
		if (this.endedSilently.remove(span.getSpanContext())) {
			return true;
		}
		SpanSignal.Started started = this.running.remove(span.getSpanContext());
		if (started != null) {
			this.bytes -= SpanSize.ofRunning();
		}
		else if (!hasRoomFor(span)) {
			return false;
		}
		TraceSpan copy = this.copier.copy(span, started, thread);
		for (SpanEvent note : this.notes.getOrDefault(copy.spanId(), List.of())) {
			copy = withNote(copy, note);
		}
		this.notes.remove(copy.spanId());
		this.ended.add(copy);
		this.changed = true;
		this.bytes += SpanSize.of(copy);
		return true;
	}

	/**
	 * Whether the trace has a span.
	 */
	boolean isKept(SpanContext span) {
		return this.ended.stream().anyMatch((ended) -> ended.spanId().equals(span.getSpanId()))
				|| this.running.keySet().stream().anyMatch((running) -> running.getSpanId().equals(span.getSpanId()));
	}

	/**
	 * Adds an event to a span that is kept.
	 */
	void note(SpanContext span, SpanEvent event, long nanoTime) {
		this.lastSignalNanos = nanoTime;
		for (int i = 0; i < this.ended.size(); i++) {
			TraceSpan kept = this.ended.get(i);
			if (kept.spanId().equals(span.getSpanId())) {
				this.ended.set(i, withNote(kept, event));
				this.bytes += SpanSize.of(this.ended.get(i)) - SpanSize.of(kept);
				this.changed |= this.ended.get(i) != kept;
				return;
			}
		}
		this.notes.computeIfAbsent(span.getSpanId(), (id) -> new ArrayList<>(1)).add(event);
	}

	private static TraceSpan withNote(TraceSpan span, SpanEvent note) {
		boolean known = span.events().stream().anyMatch((event) -> event.name().equals(note.name()));
		return known ? span : span.withEvent(note);
	}

	/**
	 * Says that spans may be missing, though none is known to be.
	 */
	void mayLackSpans() {
		this.mayLackSpans = true;
	}

	/**
	 * Counts a span that is not kept.
	 */
	void drop(ReadableSpan span, long nanoTime) {
		this.lastSignalNanos = nanoTime;
		if (this.running.remove(span.getSpanContext()) != null) {
			this.bytes -= SpanSize.ofRunning();
		}
		this.dropped++;
	}

	/**
	 * Adds the spans that have ended although nobody said so yet.
	 * @return whether there are any
	 */
	boolean endSilently(long nanoTime) {
		List<ReadableSpan> spans = this.running.values()
			.stream()
			.<ReadableSpan>map(SpanSignal.Started::span)
			.filter(ReadableSpan::hasEnded)
			.toList();
		spans.forEach((span) -> {
			end(span, null, nanoTime);
			this.endedSilently.add(span.getSpanContext());
		});
		return !spans.isEmpty();
	}

	/**
	 * Marks the trace as unfinished, maybe again.
	 */
	void open() {
		this.open = true;
	}

	/**
	 * Gives the record the number of its last change.
	 */
	void changed(long sequence) {
		this.sequence = sequence;
	}

	long sequence() {
		return this.sequence;
	}

	boolean isRunning() {
		return !this.running.isEmpty();
	}

	long bytes() {
		return this.bytes;
	}

	long lastSignalNanos() {
		return this.lastSignalNanos;
	}

	/**
	 * The spans as they are now.
	 */
	Snapshot snapshot() {
		List<TraceSpan> spans = new ArrayList<>(this.ended);
		this.running.values().forEach((started) -> spans.add(this.copier.copy(started.span(), started, null)));
		return new Snapshot(spans, this.dropped, this.mayLackSpans);
	}

	/**
	 * Marks the trace as finished.
	 * @param trace the trace
	 * @param number a number that is higher than that of any trace finished before
	 */
	void finish(Trace trace, long number) {
		this.open = false;
		this.finished = trace;
		this.finishedNumber = number;
		this.changed = false;
	}

	/**
	 * Whether spans were added since the trace was finished last.
	 */
	boolean isChanged() {
		return this.changed;
	}

	boolean wasFinished() {
		return this.finished != null;
	}

	/**
	 * The trace as it was when it was finished last, or null if it never was.
	 */
	@Nullable Trace finished() {
		return this.finished;
	}

	long finishedNumber() {
		return this.finishedNumber;
	}

	/**
	 * What is needed to read the trace outside of the lock.
	 */
	View view() {
		StoredTrace last = this.read;
		if (last != null && last.sequence() == this.sequence) {
			return () -> Optional.of(last);
		}
		TraceState state = isRunning() ? TraceState.OPEN : TraceState.SETTLING;
		long sequence = this.sequence;
		Trace done = this.finished;
		if (done != null && !this.open) {
			return () -> Optional.of(remember(new StoredTrace(sequence, TraceState.DONE, done)));
		}
		Snapshot snapshot = snapshot();
		return () -> snapshot.toTrace().map((trace) -> remember(new StoredTrace(sequence, state, trace)));
	}

	/**
	 * Keeps what was read for those who read the same, whoever read it first.
	 */
	private StoredTrace remember(StoredTrace trace) {
		StoredTrace last = this.read;
		if (last != null && last.sequence() == trace.sequence()) {
			return last;
		}
		this.read = trace;
		return trace;
	}

	private boolean hasRoomFor(ReadableSpan span) {
		int spans = this.running.size() + this.ended.size();
		return spans < this.maxSpans || spans < this.maxSpans + this.maxSpans / 10 && isRootOrError(span);
	}

	private static boolean isRootOrError(ReadableSpan span) {
		SpanContext parent = span.getParentSpanContext();
		return !parent.isValid() || parent.isRemote()
				|| span.toSpanData().getStatus().getStatusCode() == StatusCode.ERROR;
	}

	/**
	 * A trace at an instant, to be read on any thread; empty if no span was kept.
	 */
	@FunctionalInterface
	interface View {

		Optional<StoredTrace> read();

	}

	/**
	 * The spans of a trace at an instant, of which a tree is still to be made.
	 *
	 * @param spans the spans
	 * @param dropped how many were not kept
	 * @param mayLackSpans whether others may be missing of which nothing is known
	 */
	record Snapshot(List<TraceSpan> spans, int dropped, boolean mayLackSpans) {

		/**
		 * Makes the tree; empty if no span was kept.
		 */
		Optional<Trace> toTrace() {
			if (this.spans.isEmpty()) {
				return Optional.empty();
			}
			Instant now = Instant.now();
			long epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
			return Optional.of(Trace.of(this.spans, epochNanos, this.dropped, this.mayLackSpans));
		}

	}

}
