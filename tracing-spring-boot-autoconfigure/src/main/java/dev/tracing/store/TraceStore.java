package dev.tracing.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tracing.trace.Trace;
import io.opentelemetry.api.trace.SpanContext;

/**
 * The traces in memory, unfinished and finished; each is in one place. Only the
 * recorder's thread changes anything, under a lock under which others read, so it needs
 * no lock itself to read.
 */
final class TraceStore {

	private static final Comparator<TraceRecord> LEAST_MISSED = Comparator.comparing(TraceRecord::isRunning)
		.thenComparingLong(TraceRecord::lastSignalNanos);

	private final TraceLimits limits;

	private final SpanCopier copier;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, TraceRecord> open = new LinkedHashMap<>();

	private final FinishedTraces finished;

	private final ChangeLog changes = new ChangeLog();

	private final List<Finish> untold = new ArrayList<>();

	private long openBytes;

	private long droppedSpans;

	private long finishes;

	/** Whether signals may be missing among those that come. */
	private boolean losing;

	TraceStore(TraceLimits limits, SpanMasking masking) {
		this.limits = limits;
		this.copier = new SpanCopier(limits.span(), masking);
		this.finished = new FinishedTraces(limits, (record) -> this.changes.evicted(record.id()));
	}

	/**
	 * Takes note of a span that started or ended. A finished trace is open again then.
	 */
	void accept(SpanSignal signal, long nanoTime) {
		locked(() -> {
			if (!(signal instanceof SpanSignal.Noted noted) || isKept(noted.spanContext())) {
				accept(openRecord(signal.spanContext().getTraceId()), signal, nanoTime);
			}
			return this.open;
		});
	}

	private void accept(TraceRecord record, SpanSignal signal, long nanoTime) {
		long before = record.bytes();
		if (signal instanceof SpanSignal.Started started) {
			record.start(started, nanoTime);
		}
		else if (signal instanceof SpanSignal.Ended ended) {
			if (!hasMemory() || !record.end(ended.span(), ended.threadId(), nanoTime)) {
				record.drop(ended.span(), nanoTime);
				this.droppedSpans++;
			}
		}
		else if (signal instanceof SpanSignal.Noted noted) {
			record.note(noted.spanContext(), noted.event(), nanoTime);
		}
		this.openBytes += record.bytes() - before;
		record.changed(this.changes.next());
	}

	private boolean isKept(SpanContext span) {
		TraceRecord record = this.open.get(span.getTraceId());
		return (record != null) ? record.isKept(span)
				: this.finished.find(span.getTraceId()).filter((finished) -> finished.isKept(span)).isPresent();
	}

	/**
	 * Takes note of signals that were dropped: until {@link #findEnded} has looked, spans
	 * may be missing of which nothing is known.
	 */
	void signalsDropped() {
		this.losing = true;
		locked(() -> {
			this.open.values().forEach(TraceRecord::mayLackSpans);
			return this.open;
		});
	}

	/**
	 * Looks for spans that have ended although their signal was dropped.
	 */
	void findEnded(long nanoTime) {
		this.losing = false;
		locked(() -> {
			for (TraceRecord record : this.open.values()) {
				long before = record.bytes();
				if (record.endSilently(nanoTime)) {
					record.changed(this.changes.next());
				}
				this.openBytes += record.bytes() - before;
			}
			return this.open;
		});
	}

	/**
	 * Finishes the traces that have been quiet for long enough.
	 */
	void finishQuiet(long nanoTime) {
		finish((record) -> nanosUntilQuiet(record, nanoTime) <= 0);
	}

	/**
	 * Finishes the traces that match.
	 */
	void finish(Predicate<TraceRecord> matching) {
		this.open.values().stream().filter(matching).toList().forEach(this::finish);
	}

	/**
	 * Gives up all traces but those that have a running span: who wants all gone does not
	 * want to wait until they have been quiet.
	 */
	void clear() {
		finish((record) -> !record.isRunning());
		locked(() -> {
			this.finished.clear();
			return this.finished;
		});
	}

	/**
	 * The traces finished since this was called last, in the order in which they were.
	 */
	List<Finish> takeFinished() {
		List<Finish> result = List.copyOf(this.untold);
		this.untold.clear();
		return result;
	}

	/**
	 * How long it is until {@link #finishQuiet} finds a trace if no signal comes.
	 */
	long nanosUntilQuiet(long nanoTime) {
		return this.open.values()
			.stream()
			.mapToLong((record) -> nanosUntilQuiet(record, nanoTime))
			.min()
			.orElse(Long.MAX_VALUE);
	}

	/**
	 * The finished traces, the newest first; on any thread.
	 */
	List<Trace> finished() {
		return locked(this.finished::traces);
	}

	/**
	 * The unfinished traces as they are now; on any thread.
	 */
	List<Trace> unfinished() {
		List<TraceRecord.Snapshot> snapshots = locked(
				() -> this.open.values().stream().map(TraceRecord::snapshot).toList());
		return snapshots.stream().flatMap((snapshot) -> snapshot.toTrace().stream()).toList();
	}

	/**
	 * A trace, finished or as it is now; on any thread.
	 */
	Optional<StoredTrace> find(String id) {
		Optional<TraceRecord.View> view = locked(
				() -> Optional.ofNullable(this.open.get(id)).or(() -> this.finished.find(id)).map(TraceRecord::view));
		return view.flatMap(TraceRecord.View::read);
	}

	/**
	 * What changed after a change; on any thread.
	 */
	TraceChanges changesSince(long sequence) {
		Supplier<TraceChanges> found = locked(() -> {
			boolean complete = this.changes.isComplete(sequence);
			long since = complete ? sequence : 0;
			long last = this.changes.last();
			List<String> evicted = this.changes.evictedSince((since > 0) ? since : last)
				.stream()
				.filter((id) -> !this.open.containsKey(id) && this.finished.find(id).isEmpty())
				.toList();
			List<TraceRecord.View> views = Stream.concat(this.open.values().stream(), this.finished.records().stream())
				.filter((record) -> record.sequence() > since)
				.sorted(Comparator.comparingLong(TraceRecord::sequence))
				.map(TraceRecord::view)
				.toList();
			return () -> new TraceChanges(last, views.stream().flatMap((view) -> view.read().stream()).toList(),
					evicted, complete);
		});
		return found.get();
	}

	/**
	 * The number of the last change; on any thread.
	 */
	long sequence() {
		return this.changes.last();
	}

	/**
	 * What is held and was left out; on any thread.
	 */
	RecorderCounts counts(long droppedSignals) {
		return locked(() -> new RecorderCounts(this.finished.size(), this.open.size(),
				this.openBytes + this.finished.bytes(), this.finished.evicted(), this.droppedSpans, droppedSignals));
	}

	private TraceRecord openRecord(String id) {
		TraceRecord record = this.open.get(id);
		if (record != null) {
			return record;
		}
		if (this.open.size() >= this.limits.openTraces()) {
			finish(Collections.min(this.open.values(), LEAST_MISSED));
		}
		TraceRecord added = this.finished.remove(id)
			.orElseGet(() -> new TraceRecord(id, this.copier, this.limits.spansPerTrace()));
		added.open();
		if (this.losing) {
			added.mayLackSpans();
		}
		this.open.put(id, added);
		this.openBytes += added.bytes();
		return added;
	}

	/**
	 * Makes room if there is too little.
	 * @return whether there is room now
	 */
	private boolean hasMemory() {
		long enough = this.limits.bytes();
		while (this.openBytes + this.finished.bytes() > enough && this.finished.evictOldest()) {
			enough = this.limits.bytes() / 10 * 9;
		}
		return this.openBytes + this.finished.bytes() <= this.limits.bytes();
	}

	private void finish(TraceRecord record) {
		Optional<Trace> trace = record.snapshot().toTrace();
		locked(() -> {
			this.open.remove(record.id());
			this.openBytes -= record.bytes();
			trace.ifPresent((finishedTrace) -> {
				if (record.isChanged()) {
					this.untold.add(new Finish(finishedTrace, record.wasFinished()));
				}
				record.finish(finishedTrace, ++this.finishes);
				record.changed(this.changes.next());
				this.finished.add(record);
			});
			if (trace.isEmpty()) {
				this.changes.evicted(record.id());
			}
			return trace;
		});
	}

	private long nanosUntilQuiet(TraceRecord record, long nanoTime) {
		long period = (record.isRunning() ? this.limits.idlePeriod() : this.limits.quietPeriod()).toNanos();
		return period - (nanoTime - record.lastSignalNanos());
	}

	private <T> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * That a trace was finished.
	 *
	 * @param trace the trace
	 * @param again whether it was finished before
	 */
	record Finish(Trace trace, boolean again) {
	}

}
