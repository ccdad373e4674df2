package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds {@link RepeatedCalls}: by what the siblings do and not by their order, so that a
 * loop of two calls is two repeats.
 */
final class Repeats {

	/** So many siblings that do the same are told as one. */
	private static final int MIN_COUNT = 5;

	static List<RepeatedCalls> of(Trace trace) {
		List<RepeatedCalls> repeats = new ArrayList<>();
		for (TraceNode node : trace.nodes()) {
			if (node.children().size() >= MIN_COUNT) {
				repeats.addAll(below(node));
			}
		}
		return List.copyOf(repeats);
	}

	private static List<RepeatedCalls> below(TraceNode parent) {
		Map<CallKey, List<TraceNode>> byKey = new LinkedHashMap<>();
		for (TraceNode child : parent.children()) {
			byKey.computeIfAbsent(CallKey.of(child.span()), (key) -> new ArrayList<>()).add(child);
		}
		List<RepeatedCalls> repeats = new ArrayList<>();
		byKey.forEach((key, members) -> {
			if (members.size() >= MIN_COUNT) {
				long sum = members.stream().mapToLong(TraceNode::durationNanos).sum();
				repeats.add(new RepeatedCalls(parent, key.text(), List.copyOf(members), sum, overlap(members)));
			}
		});
		repeats.sort(Comparator.comparingInt((repeat) -> repeat.members().get(0).index()));
		return repeats;
	}

	private static boolean overlap(List<TraceNode> members) {
		long end = 0;
		for (TraceNode member : members) {
			if (end - member.startNanos() > ParallelGroups.MIN_OVERLAP_NANOS) {
				return true;
			}
			end = Math.max(end, member.endNanos());
		}
		return false;
	}

	private Repeats() {
	}

}
