package dev.tracing.store;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/**
 * The finished traces that are kept: the newest; of those that are no longer among them,
 * the newest with errors; and of the rest the slowest. So a flood of quick and successful
 * requests does not drive out what one wants to look at.
 */
final class FinishedTraces {

	private static final Comparator<TraceRecord> BY_AGE = Comparator.comparingLong(TraceRecord::finishedNumber);

	private static final Comparator<TraceRecord> BY_DURATION = Comparator.comparingLong(FinishedTraces::duration)
		.thenComparing(BY_AGE);

	private final TraceLimits limits;

	private final Consumer<TraceRecord> onEviction;

	private final Map<String, TraceRecord> byId = new HashMap<>();

	private final TreeSet<TraceRecord> newest = new TreeSet<>(BY_AGE);

	private final TreeSet<TraceRecord> errors = new TreeSet<>(BY_AGE);

	private final TreeSet<TraceRecord> slowest = new TreeSet<>(BY_DURATION);

	private long bytes;

	private long evicted;

	/**
	 * Create it.
	 * @param limits how much is kept
	 * @param onEviction is given each trace that is given up
	 */
	FinishedTraces(TraceLimits limits, Consumer<TraceRecord> onEviction) {
		this.limits = limits;
		this.onEviction = onEviction;
	}

	/**
	 * Adds a trace that was finished after all others, and evicts another if need be.
	 */
	void add(TraceRecord record) {
		this.byId.put(record.id(), record);
		this.bytes += record.bytes();
		TraceRecord leaving = addAndPoll(this.newest, record, this.limits.traces());
		if (leaving != null && hasErrors(leaving)) {
			leaving = addAndPoll(this.errors, leaving, this.limits.errorTraces());
		}
		if (leaving != null) {
			leaving = addAndPoll(this.slowest, leaving, this.limits.slowTraces());
		}
		if (leaving != null) {
			evict(leaving);
		}
	}

	/**
	 * Takes a trace out, because it goes on; empty if it is not kept.
	 */
	Optional<TraceRecord> remove(String id) {
		TraceRecord record = this.byId.remove(id);
		if (record == null) {
			return Optional.empty();
		}
		this.newest.remove(record);
		this.errors.remove(record);
		this.slowest.remove(record);
		this.bytes -= record.bytes();
		return Optional.of(record);
	}

	/**
	 * Finds a trace.
	 */
	Optional<TraceRecord> find(String id) {
		return Optional.ofNullable(this.byId.get(id));
	}

	/**
	 * All that are kept, in no order.
	 */
	Collection<TraceRecord> records() {
		return this.byId.values();
	}

	/**
	 * Evicts the trace that was finished before all others.
	 * @return whether there was one
	 */
	boolean evictOldest() {
		if (this.byId.isEmpty()) {
			return false;
		}
		evict(Collections.min(this.byId.values(), BY_AGE));
		return true;
	}

	/**
	 * Gives up all traces, which counts as no eviction: somebody wanted it.
	 */
	void clear() {
		List.copyOf(this.byId.values()).forEach((record) -> {
			remove(record.id());
			this.onEviction.accept(record);
		});
	}

	/**
	 * The traces, the newest first.
	 */
	List<Trace> traces() {
		return this.byId.values().stream().sorted(BY_AGE.reversed()).map(FinishedTraces::trace).toList();
	}

	int size() {
		return this.byId.size();
	}

	long bytes() {
		return this.bytes;
	}

	long evicted() {
		return this.evicted;
	}

	/**
	 * Adds a trace, and takes the least out if there are too many.
	 */
	private static @Nullable TraceRecord addAndPoll(TreeSet<TraceRecord> records, TraceRecord record, int max) {
		records.add(record);
		return (records.size() > max) ? records.pollFirst() : null;
	}

	private void evict(TraceRecord record) {
		remove(record.id());
		this.evicted++;
		this.onEviction.accept(record);
	}

	private static boolean hasErrors(TraceRecord record) {
		return trace(record).spans().stream().anyMatch(TraceSpan::isError);
	}

	private static long duration(TraceRecord record) {
		return trace(record).root().durationNanos();
	}

	private static Trace trace(TraceRecord record) {
		return Objects.requireNonNull(record.finished());
	}

}
