package dev.tracing.test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import dev.tracing.trace.ParallelGroup;
import dev.tracing.trace.TraceNode;

/**
 * Which of some found siblings is expected by which line. A sibling may fit several
 * lines, by wildcards for example, so that whoever takes the first that fits may leave a
 * line without: this is a matching of a bipartite graph, found by augmenting paths.
 */
final class SiblingAssignment {

	private final ExpectedSpans expected;

	private final List<TraceNode> found;

	/** Whether a sibling fits a line: for each line, the indexes of the siblings. */
	private final List<BitSet> fitting;

	/** For each line, the indexes of the siblings that it has. */
	private final List<BitSet> assigned = new ArrayList<>();

	private final BitSet unassigned = new BitSet();

	private SiblingAssignment(ExpectedSpans expected, List<TraceNode> found, List<BitSet> fitting) {
		this.expected = expected;
		this.found = found;
		this.fitting = fitting;
		this.unassigned.set(0, found.size());
		fitting.forEach((line) -> this.assigned.add(new BitSet()));
	}

	/**
	 * Finds an assignment that is complete, if there is one.
	 * @param expected the lines
	 * @param found the siblings
	 * @param fits whether a sibling fits a line
	 */
	static SiblingAssignment find(ExpectedSpans expected, List<TraceNode> found,
			BiPredicate<ExpectedSpan, TraceNode> fits) {
		List<BitSet> fitting = new ArrayList<>();
		for (ExpectedSpan line : expected.spans()) {
			BitSet indexes = new BitSet();
			for (int i = 0; i < found.size(); i++) {
				indexes.set(i, fits.test(line, found.get(i)));
			}
			fitting.add(indexes);
		}
		return find(new SiblingAssignment(expected, found, fitting), 0);
	}

	/**
	 * Tries the parallel groups for each line, from a given one on, whose spans must all
	 * be of the same group.
	 */
	private static SiblingAssignment find(SiblingAssignment open, int from) {
		List<ExpectedSpan> lines = open.expected.spans();
		int line = from;
		while (line < lines.size() && !(lines.get(line).parallel() && lines.get(line).max() > 1)) {
			line++;
		}
		if (line == lines.size()) {
			open.assign();
			return open;
		}
		SiblingAssignment best = null;
		for (BitSet group : open.groupsFitting(line)) {
			List<BitSet> fitting = new ArrayList<>(open.fitting);
			fitting.set(line, group);
			SiblingAssignment attempt = find(new SiblingAssignment(open.expected, open.found, fitting), line + 1);
			if (attempt.isComplete()) {
				return attempt;
			}
			if (best == null || attempt.unassigned.cardinality() < best.unassigned.cardinality()) {
				best = attempt;
			}
		}
		return (best != null) ? best : find(open, line + 1);
	}

	/**
	 * The siblings that fit a line, divided by the group in which they ran.
	 */
	private Collection<BitSet> groupsFitting(int line) {
		Map<ParallelGroup, BitSet> groups = new LinkedHashMap<>();
		this.fitting.get(line).stream().forEach((index) -> {
			ParallelGroup group = this.found.get(index).parallelGroup();
			if (group != null) {
				groups.computeIfAbsent(group, (key) -> new BitSet()).set(index);
			}
		});
		return groups.values();
	}

	private void assign() {
		for (int line = 0; line < this.fitting.size(); line++) {
			for (int i = 0; i < this.expected.spans().get(line).min(); i++) {
				fill(line, new BitSet());
			}
		}
		for (int i = this.unassigned.nextSetBit(0); i >= 0; i = this.unassigned.nextSetBit(i + 1)) {
			if (place(i, new BitSet())) {
				this.unassigned.clear(i);
			}
		}
	}

	/**
	 * Gets one more sibling for a line that has too few, one that nobody has, or another
	 * line's that finds a replacement. No line loses what it has.
	 */
	private boolean fill(int line, BitSet visited) {
		visited.set(line);
		BitSet free = (BitSet) this.fitting.get(line).clone();
		free.and(this.unassigned);
		int first = free.nextSetBit(0);
		if (first >= 0) {
			this.unassigned.clear(first);
			this.assigned.get(line).set(first);
			return true;
		}
		for (int other = 0; other < this.fitting.size(); other++) {
			BitSet common = (BitSet) this.fitting.get(line).clone();
			common.and(this.assigned.get(other));
			if (!common.isEmpty() && !visited.get(other) && fill(other, visited)) {
				move(common.nextSetBit(0), other, line);
				return true;
			}
		}
		return false;
	}

	/**
	 * Finds a place for a sibling at a line that may have one more, or that can hand one
	 * of its own on.
	 */
	private boolean place(int index, BitSet visited) {
		for (int line = 0; line < this.fitting.size(); line++) {
			if (!this.fitting.get(line).get(index) || visited.get(line)) {
				continue;
			}
			visited.set(line);
			BitSet own = this.assigned.get(line);
			if (own.cardinality() < this.expected.spans().get(line).max()) {
				own.set(index);
				return true;
			}
			for (int i = own.nextSetBit(0); i >= 0; i = own.nextSetBit(i + 1)) {
				if (place(i, visited)) {
					own.clear(i);
					own.set(index);
					return true;
				}
			}
		}
		return false;
	}

	private void move(int index, int from, int to) {
		this.assigned.get(from).clear(index);
		this.assigned.get(to).set(index);
	}

	/**
	 * Whether each line has as many siblings as it is to have, and no sibling is left
	 * that is not allowed. What fits a line is not "anything else", even if the line has
	 * enough.
	 */
	boolean isComplete() {
		for (int line = 0; line < this.fitting.size(); line++) {
			if (this.assigned.get(line).cardinality() < this.expected.spans().get(line).min()) {
				return false;
			}
		}
		return this.unassigned.isEmpty() || (this.expected.othersAllowed()
				&& this.fitting.stream().noneMatch((line) -> line.intersects(this.unassigned)));
	}

	/**
	 * The siblings that a line has.
	 * @param line the index of the line
	 */
	List<TraceNode> foundFor(int line) {
		return nodes(this.assigned.get(line));
	}

	/**
	 * The siblings that no line has.
	 */
	List<TraceNode> unassigned() {
		return nodes(this.unassigned);
	}

	private List<TraceNode> nodes(BitSet indexes) {
		return indexes.stream().mapToObj(this.found::get).toList();
	}

}
