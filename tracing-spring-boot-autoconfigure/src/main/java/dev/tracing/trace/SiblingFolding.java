package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Which siblings are told as one, and in what order siblings are told.
 */
enum SiblingFolding {

	/**
	 * None is folded; all by their start.
	 */
	NONE {

		@Override
		List<OutlinePart> fold(List<TraceNode> siblings, Function<TraceNode, Shape> shapes) {
			return siblings.stream()
				.map((node) -> new OutlinePart(shapes.apply(node), groupIn(siblings, node) != null).add(node))
				.toList();
		}

	},

	/**
	 * Alike siblings are folded that follow one another, or that belong to one parallel
	 * group. What ran one after the other is told so; of what ran at the same time the
	 * shape decides, because which started first was chance.
	 */
	ALIKE {

		@Override
		List<OutlinePart> fold(List<TraceNode> siblings, Function<TraceNode, Shape> shapes) {
			List<OutlinePart> parts = new ArrayList<>();
			@Nullable OutlinePart previous = null;
			for (TraceNode node : siblings) {
				ParallelGroup group = groupIn(siblings, node);
				if (group == null) {
					if (previous != null && previous.shape().equals(shapes.apply(node))) {
						previous.add(node);
					}
					else {
						previous = new OutlinePart(shapes.apply(node), false).add(node);
						parts.add(previous);
					}
				}
				else if (group.members().get(0) == node) {
					parts.addAll(inOrder(alike(group, shapes)));
					previous = null;
				}
			}
			return parts;
		}

	};

	/**
	 * Folds siblings.
	 * @param siblings the siblings, by their start
	 * @param shapes what is alike has the same shape
	 * @return the parts, each sibling in one
	 */
	abstract List<OutlinePart> fold(List<TraceNode> siblings, Function<TraceNode, Shape> shapes);

	/**
	 * The group of a node. A node without its siblings, the root of a part of a trace, is
	 * told as if it had none.
	 */
	private static @Nullable ParallelGroup groupIn(List<TraceNode> siblings, TraceNode node) {
		return (siblings.size() > 1) ? node.parallelGroup() : null;
	}

	private static List<OutlinePart> alike(ParallelGroup group, Function<TraceNode, Shape> shapes) {
		Map<Shape, OutlinePart> parts = new LinkedHashMap<>();
		for (TraceNode node : group.members()) {
			parts.computeIfAbsent(shapes.apply(node), (shape) -> new OutlinePart(shape, true)).add(node);
		}
		return new ArrayList<>(parts.values());
	}

	/**
	 * Puts what ended before another started before it, and otherwise goes by the shape.
	 */
	private static List<OutlinePart> inOrder(List<OutlinePart> byStart) {
		List<OutlinePart> result = new ArrayList<>(byStart.size());
		Set<OutlinePart> told = new HashSet<>();
		PriorityQueue<OutlinePart> byEnd = new PriorityQueue<>(Comparator.comparingLong(OutlinePart::endNanos));
		byEnd.addAll(byStart);
		PriorityQueue<OutlinePart> candidates = new PriorityQueue<>(Comparator.comparing(OutlinePart::shape));
		int next = 0;
		while (result.size() < byStart.size()) {
			while (told.contains(byEnd.element())) {
				byEnd.remove();
			}
			long firstEnd = byEnd.element().endNanos();
			while (next < byStart.size() && byStart.get(next).startNanos() < firstEnd) {
				candidates.add(byStart.get(next++));
			}
			OutlinePart part = candidates.remove();
			told.add(part);
			result.add(part);
		}
		return result;
	}

}
