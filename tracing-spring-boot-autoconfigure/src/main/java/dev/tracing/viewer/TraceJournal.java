package dev.tracing.viewer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.Trace;

/**
 * Numbers the changes of a recorder's traces, so that whoever has seen some can ask for
 * the rest. It looks at the recorder when it is asked, and only then; so where nobody
 * looks at traces, nothing is worked out.
 */
final class TraceJournal {

	/** So many evictions are remembered. */
	private static final int MAX_EVICTIONS = 2000;

	private final TraceRecorder recorder;

	private final Map<String, Entry> entries = new HashMap<>();

	private final Deque<Eviction> evictions = new ArrayDeque<>();

	private long seq;

	private long forgotten;

	TraceJournal(TraceRecorder recorder) {
		this.recorder = recorder;
	}

	/**
	 * What has changed since a number.
	 * @param since the number, or 0 for all there is
	 */
	synchronized Changes since(long since) {
		refresh();
		// a number that was never given is one of before a restart
		boolean complete = since <= 0 || since > this.seq || since < this.forgotten;
		long from = complete ? 0 : since;
		List<Entry> changed = this.entries.values()
			.stream()
			.filter((entry) -> entry.seq > from)
			.sorted(Comparator.comparingLong(Entry::seq).reversed())
			.toList();
		List<String> evicted = complete ? List.of()
				: this.evictions.stream().filter((eviction) -> eviction.seq > from).map(Eviction::id).toList();
		return new Changes(this.seq, complete, changed, evicted);
	}

	/**
	 * Finds a trace as it is now.
	 */
	synchronized Optional<Entry> find(String id) {
		refresh();
		return Optional.ofNullable(this.entries.get(id));
	}

	/**
	 * Finds the trace that started last.
	 */
	synchronized Optional<Entry> latest() {
		refresh();
		return this.entries.values()
			.stream()
			.max(Comparator.comparingLong((entry) -> entry.summary.trace().startEpochNanos()));
	}

	private void refresh() {
		// in this order, so that a trace that finishes in between is not missed
		List<Trace> unfinished = this.recorder.unfinished();
		List<Trace> finished = new ArrayList<>(this.recorder.finished());
		Set<String> present = new HashSet<>();
		Collections.reverse(finished);
		finished.forEach((trace) -> {
			present.add(trace.id());
			put(trace, TraceState.DONE);
		});
		unfinished.stream()
			.filter((trace) -> present.add(trace.id()))
			.sorted(Comparator.comparingLong(Trace::startEpochNanos))
			.forEach((trace) -> put(trace, trace.isRunning() ? TraceState.OPEN : TraceState.SETTLING));
		List<String> gone = this.entries.keySet().stream().filter((id) -> !present.contains(id)).toList();
		gone.forEach(this::evict);
	}

	private void put(Trace trace, TraceState state) {
		Entry known = this.entries.get(trace.id());
		if (known != null && known.summary.state() == state && known.summary.trace() == trace) {
			return;
		}
		TraceSummary summary = TraceSummary.of(trace, state);
		long number = (known != null && summary.isLike(known.summary)) ? known.seq : ++this.seq;
		this.entries.put(trace.id(), new Entry(number, summary));
	}

	private void evict(String id) {
		this.entries.remove(id);
		this.evictions.add(new Eviction(++this.seq, id));
		if (this.evictions.size() > MAX_EVICTIONS) {
			this.forgotten = this.evictions.remove().seq;
		}
	}

	/**
	 * A trace as of its last change.
	 *
	 * @param seq the number of the change
	 * @param summary the trace
	 */
	record Entry(long seq, TraceSummary summary) {
	}

	private record Eviction(long seq, String id) {
	}

	/**
	 * What has changed.
	 *
	 * @param seq the number of the last change there was
	 * @param complete whether these are all traces there are, and not only what has
	 * changed
	 * @param entries the traces, the one that changed last first
	 * @param evicted the ids of traces that are no longer kept
	 */
	record Changes(long seq, boolean complete, List<Entry> entries, List<String> evicted) {
	}

}
