package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The children that a span can have waited for, to be taken from the latest end to the
 * earliest, all of them or those of a task or a thread. The instants that are asked for
 * only become earlier.
 */
final class AwaitedChildren {

	/** By so much the clocks of two threads may put cause and effect the wrong way. */
	private static final long JITTER_NANOS = 100_000;

	private static final Comparator<Child> LATEST_FIRST = Comparator.comparingLong(Child::endNanos)
		.thenComparingLong(Child::startNanos)
		.thenComparing((child) -> child.node().span().spanId())
		.thenComparingInt((child) -> child.node().index())
		.reversed();

	private final List<Child> sorted;

	private final Queue all;

	private @Nullable Map<Long, Queue> byTask;

	private @Nullable Map<Long, Queue> byThread;

	AwaitedChildren(TraceNode parent) {
		this.sorted = parent.children()
			.stream()
			.filter((child) -> !child.isDetached() && child.startNanos() < parent.endNanos())
			.map((child) -> new Child(child, parent.endNanos()))
			.sorted(LATEST_FIRST)
			.toList();
		this.all = new Queue();
		this.sorted.forEach(this.all::add);
	}

	/**
	 * The child with the latest end that started before an instant and had ended by then.
	 */
	@Nullable Child latest(long until) {
		return this.all.latest(until, until);
	}

	/**
	 * The same of the children that had ended by an earlier instant still.
	 */
	@Nullable Child latest(long until, long ended) {
		return this.all.latest(until, Math.min(until, ended));
	}

	/**
	 * The same of the children of a task.
	 */
	@Nullable Child latestOfTask(long taskId, long until) {
		if (this.byTask == null) {
			this.byTask = queues(Child::taskId);
		}
		Queue queue = this.byTask.get(taskId);
		return (queue != null) ? queue.latest(until, until) : null;
	}

	/**
	 * The same of the children that started on the thread on which another did.
	 */
	@Nullable Child latestOfThread(Child other, long until) {
		Long thread = other.threadId();
		if (thread == null) {
			return null;
		}
		if (this.byThread == null) {
			this.byThread = queues(Child::threadId);
		}
		Queue queue = this.byThread.get(thread);
		return (queue != null) ? queue.latest(until, until) : null;
	}

	/**
	 * The children that ended after an instant and by another, the latest first.
	 */
	List<TraceNode> endedWithin(long after, long by, int max) {
		List<TraceNode> found = new ArrayList<>();
		for (int i = this.all.firstEndingBy(by + JITTER_NANOS); i < this.sorted.size() && found.size() < max; i++) {
			Child child = this.sorted.get(i);
			if (child.endNanos() <= after) {
				break;
			}
			if (child.startNanos() < by) {
				found.add(child.node());
			}
		}
		return found;
	}

	/**
	 * Takes a child, which will not be found again.
	 */
	void take(Child child) {
		child.taken = true;
	}

	private Map<Long, Queue> queues(Function<Child, @Nullable Long> key) {
		Map<Long, Queue> queues = new HashMap<>();
		for (Child child : this.sorted) {
			Long value = key.apply(child);
			if (value != null) {
				queues.computeIfAbsent(value, (newKey) -> new Queue()).add(child);
			}
		}
		return queues;
	}

	/**
	 * A child, as far as its parent can have waited for it.
	 */
	static final class Child {

		private final TraceNode node;

		private final long endNanos;

		private boolean taken;

		Child(TraceNode node, long parentEndNanos) {
			this.node = node;
			this.endNanos = Math.min(node.endNanos(), parentEndNanos);
		}

		TraceNode node() {
			return this.node;
		}

		long startNanos() {
			return this.node.startNanos();
		}

		long endNanos() {
			return this.endNanos;
		}

		@Nullable Long taskId() {
			return orNull(this.node.span().taskId());
		}

		@Nullable Long threadId() {
			return orNull(this.node.span().threadId());
		}

		/**
		 * When the child's task was submitted.
		 */
		OptionalLong submittedNanos() {
			OptionalLong queued = this.node.span().queueNanos();
			return queued.isPresent() ? OptionalLong.of(taskStartNanos() - queued.getAsLong()) : OptionalLong.empty();
		}

		/**
		 * When the child's task began to run.
		 */
		long taskStartNanos() {
			return this.node.startNanos() - this.node.span().taskRunNanos().orElse(0);
		}

		private static @Nullable Long orNull(OptionalLong value) {
			return value.isPresent() ? value.getAsLong() : null;
		}

	}

	/**
	 * Children by their end, the latest first. Those that can never be found again are
	 * skipped in no time, so that all that is ever asked takes little more than a step
	 * for each child.
	 */
	private static final class Queue {

		private final List<Child> children = new ArrayList<>();

		/** For each position one that is no later than the next child still here. */
		private int[] next = {};

		void add(Child child) {
			this.children.add(child);
		}

		@Nullable Child latest(long until, long ended) {
			int at = next(firstEndingBy(ended + JITTER_NANOS));
			while (at < this.children.size()) {
				Child child = this.children.get(at);
				// what has not started will not have at any earlier instant
				if (!child.taken && child.startNanos() < until) {
					return child;
				}
				this.next[at] = at + 1;
				at = next(at);
			}
			return null;
		}

		private int firstEndingBy(long instant) {
			int low = 0;
			int high = this.children.size();
			while (low < high) {
				int middle = (low + high) >>> 1;
				if (this.children.get(middle).endNanos() > instant) {
					low = middle + 1;
				}
				else {
					high = middle;
				}
			}
			return low;
		}

		private int next(int position) {
			if (this.next.length == 0) {
				this.next = IntStream.rangeClosed(0, this.children.size()).toArray();
			}
			int end = position;
			while (this.next[end] != end) {
				end = this.next[end];
			}
			for (int i = position; i != end;) {
				int following = this.next[i];
				this.next[i] = end;
				i = following;
			}
			return end;
		}

	}

}
