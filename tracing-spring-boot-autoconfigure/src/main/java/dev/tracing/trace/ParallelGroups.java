package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Finds the siblings that ran at the same time: the connected components of "overlaps by
 * more than 50 microseconds and more than a hundredth of the shorter".
 *
 * <p>
 * The siblings come by their start. A sibling is compared with a component as a whole,
 * and not with each member, or a parent of ten thousand children would take a hundred
 * million comparisons.
 */
final class ParallelGroups {

	static final long MIN_OVERLAP_NANOS = 50_000;

	/**
	 * Finds the groups among siblings and tells each member of its group.
	 * @param siblings the siblings, by their start
	 * @return the groups, by their start
	 */
	static List<ParallelGroup> find(List<TraceNode> siblings) {
		if (siblings.size() < 2) {
			return List.of();
		}
		List<Component> ended = new ArrayList<>();
		List<Component> open = new ArrayList<>();
		for (TraceNode node : siblings) {
			Component component = new Component(node);
			for (Iterator<Component> others = open.iterator(); others.hasNext();) {
				Component other = others.next();
				if (other.endNanos() - node.startNanos() <= MIN_OVERLAP_NANOS) {
					// nor will it overlap any later sibling
					ended.add(other);
					others.remove();
				}
				else if (other.overlaps(node)) {
					component = other.absorb(component);
					others.remove();
				}
			}
			open.add(component);
		}
		ended.addAll(open);
		return ended.stream()
			.filter((component) -> component.members.size() > 1)
			.map(Component::toGroup)
			.sorted(Comparator.comparingLong(ParallelGroup::startNanos))
			.toList();
	}

	private ParallelGroups() {
	}

	private static final class Component {

		private final List<TraceNode> members = new ArrayList<>(1);

		/**
		 * The members that may overlap a later sibling where no other member does: by
		 * their end, the last first, and each shorter than those before it.
		 */
		private final List<TraceNode> frontier = new ArrayList<>(1);

		Component(TraceNode node) {
			this.members.add(node);
			this.frontier.add(node);
		}

		long endNanos() {
			return this.frontier.get(0).endNanos();
		}

		/**
		 * Whether a sibling that starts no earlier than any member overlaps one of them.
		 */
		boolean overlaps(TraceNode later) {
			for (TraceNode member : this.frontier) {
				long overlap = Math.min(member.endNanos(), later.endNanos()) - later.startNanos();
				if (overlap <= MIN_OVERLAP_NANOS) {
					return false;
				}
				if (overlap > Math.min(member.durationNanos(), later.durationNanos()) / 100) {
					return true;
				}
			}
			return false;
		}

		/**
		 * Adds the members of another component, the fewer to the more.
		 */
		Component absorb(Component other) {
			if (other.members.size() > this.members.size()) {
				return other.absorb(this);
			}
			this.members.addAll(other.members);
			other.frontier.forEach(this::advance);
			return this;
		}

		private void advance(TraceNode node) {
			int at = firstEndingNoLaterThan(node);
			if (at > 0 && this.frontier.get(at - 1).durationNanos() <= node.durationNanos()) {
				return;
			}
			int next = at;
			while (next < this.frontier.size() && this.frontier.get(next).durationNanos() >= node.durationNanos()) {
				next++;
			}
			this.frontier.subList(at, next).clear();
			this.frontier.add(at, node);
		}

		private int firstEndingNoLaterThan(TraceNode node) {
			int low = 0;
			int high = this.frontier.size();
			while (low < high) {
				int middle = (low + high) >>> 1;
				if (this.frontier.get(middle).endNanos() > node.endNanos()) {
					low = middle + 1;
				}
				else {
					high = middle;
				}
			}
			return low;
		}

		ParallelGroup toGroup() {
			this.members.sort(Comparator.comparingInt(TraceNode::index));
			long[] starts = this.members.stream().mapToLong(TraceNode::startNanos).toArray();
			long[] ends = this.members.stream().mapToLong(TraceNode::endNanos).sorted().toArray();
			ParallelGroup group = new ParallelGroup(List.copyOf(this.members), maxConcurrency(starts, ends), starts[0],
					ends[ends.length - 1]);
			this.members.forEach((member) -> member.joins(group));
			return group;
		}

		private static int maxConcurrency(long[] starts, long[] ends) {
			int max = 0;
			int ended = 0;
			for (int started = 0; started < starts.length; started++) {
				while (ends[ended] <= starts[started]) {
					ended++;
				}
				max = Math.max(max, started + 1 - ended);
			}
			return max;
		}

	}

}
