package dev.tracing.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Numbers the changes of a {@link TraceStore}, and remembers the last evictions. Guarded
 * by the store's lock, the number of the last change aside.
 */
final class ChangeLog {

	private static final int REMEMBERED_EVICTIONS = 4096;

	private final Deque<Eviction> evictions = new ArrayDeque<>();

	private volatile long last;

	/** Evictions up to this one may be forgotten. */
	private long forgotten;

	/**
	 * The number of the last change; on any thread, without the lock.
	 */
	long last() {
		return this.last;
	}

	/**
	 * Numbers a change.
	 */
	long next() {
		long next = this.last + 1;
		this.last = next;
		return next;
	}

	/**
	 * Remembers that a trace is no longer held.
	 */
	void evicted(String id) {
		this.evictions.add(new Eviction(next(), id));
		if (this.evictions.size() > REMEMBERED_EVICTIONS) {
			this.forgotten = this.evictions.remove().number;
		}
	}

	/**
	 * Whether every eviction after a change is remembered that matters to somebody who
	 * knows what was held then; 0 is somebody who knows nothing.
	 */
	boolean isComplete(long since) {
		return since == 0 || since >= this.forgotten && since <= this.last;
	}

	/**
	 * The ids of what was evicted after a change.
	 */
	List<String> evictedSince(long since) {
		return this.evictions.stream().filter((eviction) -> eviction.number > since).map(Eviction::id).toList();
	}

	private record Eviction(long number, String id) {
	}

}
