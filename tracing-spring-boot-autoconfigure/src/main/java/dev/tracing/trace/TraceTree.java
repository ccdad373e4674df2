package dev.tracing.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Builds the nodes of a trace. Nothing here calls itself, so that a chain of any length
 * needs no more stack than a single span.
 */
final class TraceTree {

	private static final int NONE = -1;

	private final List<TraceSpan> spans;

	private final int[] parents;

	private final boolean[] orphans;

	private final long startEpochNanos;

	private final long endEpochNanos;

	private final List<TraceNode> nodes;

	private final List<TraceNode> roots = new ArrayList<>();

	/**
	 * Create the tree.
	 * @param spans the spans, sorted as siblings are to be
	 * @param asOfEpochNanos until when running spans have lasted at least
	 */
	TraceTree(List<TraceSpan> spans, long asOfEpochNanos) {
		this.spans = spans;
		this.parents = new int[spans.size()];
		this.orphans = new boolean[spans.size()];
		this.startEpochNanos = spans.get(0).startEpochNanos();
		this.endEpochNanos = latest(spans, asOfEpochNanos);
		this.nodes = new ArrayList<>(spans.size());
		findParents();
		cutCycles();
		makeNodes();
		for (int i = this.nodes.size() - 1; i >= 0; i--) {
			this.nodes.get(i).complete();
		}
	}

	/**
	 * The nodes, each parent before its children.
	 */
	List<TraceNode> nodes() {
		return this.nodes;
	}

	List<TraceNode> roots() {
		return this.roots;
	}

	long startEpochNanos() {
		return this.startEpochNanos;
	}

	long endEpochNanos() {
		return this.endEpochNanos;
	}

	private static long latest(List<TraceSpan> spans, long asOfEpochNanos) {
		long latestEnd = Long.MIN_VALUE;
		boolean running = false;
		for (TraceSpan span : spans) {
			latestEnd = Math.max(latestEnd, span.endEpochNanos().orElse(span.startEpochNanos()));
			latestEnd = Math.max(latestEnd, span.startEpochNanos());
			running |= span.isRunning();
		}
		return running ? Math.max(latestEnd, asOfEpochNanos) : latestEnd;
	}

	private void findParents() {
		Map<String, Integer> byId = new HashMap<>();
		for (int i = 0; i < this.parents.length; i++) {
			byId.putIfAbsent(this.spans.get(i).spanId(), i);
		}
		for (int i = 0; i < this.parents.length; i++) {
			TraceSpan span = this.spans.get(i);
			this.parents[i] = (span.parentId() != null) ? byId.getOrDefault(span.parentId(), NONE) : NONE;
			this.orphans[i] = span.parentId() != null && !span.isParentRemote() && this.parents[i] == NONE;
		}
	}

	/**
	 * Makes the earliest span of each cycle a root.
	 */
	private void cutCycles() {
		int[] seenFrom = new int[this.parents.length];
		Arrays.fill(seenFrom, NONE);
		for (int from = 0; from < this.parents.length; from++) {
			int i = from;
			while (i != NONE && seenFrom[i] == NONE) {
				seenFrom[i] = from;
				i = this.parents[i];
			}
			if (i != NONE && seenFrom[i] == from) {
				this.parents[earliestOfCycle(i)] = NONE;
			}
		}
	}

	private int earliestOfCycle(int member) {
		int earliest = member;
		for (int i = this.parents[member]; i != member; i = this.parents[i]) {
			earliest = Math.min(earliest, i);
		}
		return earliest;
	}

	private void makeNodes() {
		List<List<Integer>> children = new ArrayList<>();
		this.spans.forEach((span) -> children.add(new ArrayList<>(0)));
		Deque<Integer> pending = new ArrayDeque<>();
		for (int i = this.parents.length - 1; i >= 0; i--) {
			// the last first, because the stack turns the order round
			if (this.parents[i] == NONE) {
				pending.push(i);
			}
			else {
				children.get(this.parents[i]).add(i);
			}
		}
		@Nullable TraceNode[] made = new TraceNode[this.parents.length];
		while (!pending.isEmpty()) {
			int i = pending.pop();
			TraceNode parent = (this.parents[i] != NONE) ? made[this.parents[i]] : null;
			TraceNode node = makeNode(this.spans.get(i), parent, this.orphans[i]);
			made[i] = node;
			if (parent == null) {
				this.roots.add(node);
			}
			children.get(i).forEach(pending::push);
		}
	}

	private TraceNode makeNode(TraceSpan span, @Nullable TraceNode parent, boolean orphan) {
		long start = span.startEpochNanos() - this.startEpochNanos;
		long end = span.endEpochNanos().orElse(this.endEpochNanos) - this.startEpochNanos;
		return new TraceNode(span, parent, orphan, start, Math.max(start, end), this.nodes);
	}

}
