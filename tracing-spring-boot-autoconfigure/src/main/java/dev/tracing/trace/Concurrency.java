package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many spans did something at the same time: those in whose own time, not accounted
 * for by a child, an instant lies. A parent that waits for its children does not count.
 */
final class Concurrency {

	/** What overlaps for less did not run at the same time. */
	private static final long MIN_OVERLAP_NANOS = ParallelGroups.MIN_OVERLAP_NANOS;

	private final long[] starts;

	private final long[] ends;

	private final long durationNanos;

	Concurrency(Trace trace) {
		List<long[]> own = new ArrayList<>();
		trace.nodes().forEach((node) -> node.forEachOwn((from, to) -> own.add(new long[] { from, to })));
		this.starts = own.stream().mapToLong((piece) -> piece[0]).sorted().toArray();
		this.ends = own.stream()
			.mapToLong((piece) -> Math.max(piece[0], piece[1] - MIN_OVERLAP_NANOS))
			.sorted()
			.toArray();
		this.durationNanos = trace.durationNanos();
	}

	/**
	 * The most spans that did something at once in each of some equal parts of the
	 * trace's time.
	 */
	List<Integer> most(int parts) {
		int[] most = new int[parts];
		int now = 0;
		int ended = 0;
		int from = 0;
		for (int started = 0; started < this.starts.length; started++) {
			while (this.ends[ended] < this.starts[started]) {
				raise(most, from, part(this.ends[ended], parts), now);
				from = part(this.ends[ended], parts);
				now--;
				ended++;
			}
			raise(most, from, part(this.starts[started], parts), now);
			from = part(this.starts[started], parts);
			now++;
			most[from] = Math.max(most[from], now);
		}
		for (; ended < this.ends.length; ended++) {
			raise(most, from, part(this.ends[ended], parts), now);
			from = part(this.ends[ended], parts);
			now--;
		}
		return Arrays.stream(most).boxed().toList();
	}

	private int part(long nanos, int parts) {
		if (this.durationNanos == 0) {
			return 0;
		}
		return (int) Math.min(parts - 1, (long) (nanos / (double) this.durationNanos * parts));
	}

	private static void raise(int[] most, int from, int to, int count) {
		for (int i = from; i <= to; i++) {
			most[i] = Math.max(most[i], count);
		}
	}

}
