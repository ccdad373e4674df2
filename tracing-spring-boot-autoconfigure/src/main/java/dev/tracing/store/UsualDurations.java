package dev.tracing.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long the spans of a name usually take, of those that have ended: counted by powers
 * of two, for the names that came last. Used under the lock of the {@link TraceStore}.
 */
final class UsualDurations {

	private static final int NAMES = 1000;

	private static final int PERCENT = 99;

	private final Map<String, int[]> counts = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
			return size() > NAMES;
		}

	};

	void add(String name, long nanos) {
		int power = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, nanos));
		this.counts.computeIfAbsent(name, (added) -> new int[Long.SIZE])[power]++;
	}

	/**
	 * The nanoseconds that 99 of 100 spans of the name took no longer than, rounded up to
	 * a power of two; empty if none has ended.
	 */
	OptionalLong of(String name) {
		int[] found = this.counts.get(name);
		if (found == null) {
			return OptionalLong.empty();
		}
		long all = 0;
		for (int count : found) {
			all += count;
		}
		int power = -1;
		for (long shorter = 0; shorter * 100 < all * PERCENT;) {
			shorter += found[++power];
		}
		return OptionalLong.of(1L << power);
	}

}
