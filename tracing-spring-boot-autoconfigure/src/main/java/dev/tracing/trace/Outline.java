package dev.tracing.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Trees as lines, alike siblings folded into one. Nothing here calls itself along a tree.
 */
final class Outline {

	/** Deeper lines are indented no further; they tell their depth as a number. */
	private static final int MAX_INDENTED_DEPTH = 40;

	private final Function<TraceNode, OutlineLabel> label;

	private final SiblingFolding folding;

	private final Map<Content, Shape> shapes = new HashMap<>();

	private final Map<TraceNode, Shape> shapeOf = new HashMap<>();

	private final Map<TraceNode, List<OutlinePart>> partsBelow = new HashMap<>();

	private Outline(Function<TraceNode, OutlineLabel> label, SiblingFolding folding) {
		this.label = label;
		this.folding = folding;
	}

	/**
	 * Makes the lines of trees.
	 * @param roots the roots of the trees, by their start
	 * @param label what a node says, in common with the nodes that it is folded with
	 * @param folding what is folded
	 * @return the lines
	 */
	static List<OutlineRow> rows(List<TraceNode> roots, Function<TraceNode, OutlineLabel> label,
			SiblingFolding folding) {
		Outline outline = new Outline(label, folding);
		for (TraceNode root : roots) {
			List<TraceNode> below = root.descendants();
			for (int i = below.size() - 1; i >= 0; i--) {
				outline.add(below.get(i));
			}
			outline.add(root);
		}
		return outline.rows(outline.fold(roots));
	}

	/**
	 * Adds a node whose children have been added before.
	 */
	private void add(TraceNode node) {
		List<OutlinePart> parts = fold(node.children());
		Content content = new Content(this.label.apply(node), parts.stream().map(PartContent::of).toList());
		this.partsBelow.put(node, parts);
		this.shapeOf.put(node, this.shapes.computeIfAbsent(content, (key) -> key.toShape(this.shapes.size())));
	}

	private List<OutlinePart> fold(List<TraceNode> siblings) {
		return this.folding.fold(siblings, (node) -> Objects.requireNonNull(this.shapeOf.get(node)));
	}

	private List<OutlineRow> rows(List<OutlinePart> roots) {
		List<OutlineRow> rows = new ArrayList<>();
		Deque<Line> pending = new ArrayDeque<>();
		for (int i = roots.size() - 1; i >= 0; i--) {
			OutlinePart root = roots.get(i);
			pending.push(new Line(root, root.nodes(), 0, "", ""));
		}
		while (!pending.isEmpty()) {
			Line line = pending.pop();
			rows.add(line.toRow());
			List<OutlinePart> parts = below(line.nodes.get(0));
			for (int i = parts.size() - 1; i >= 0; i--) {
				pending.push(line.below(parts.get(i), alike(line.nodes, i), i == parts.size() - 1));
			}
		}
		return rows;
	}

	/**
	 * The nodes that are told at the same place below each of some alike nodes.
	 */
	private List<TraceNode> alike(List<TraceNode> parents, int part) {
		if (parents.size() == 1) {
			return below(parents.get(0)).get(part).nodes();
		}
		return parents.stream().flatMap((parent) -> below(parent).get(part).nodes().stream()).toList();
	}

	private List<OutlinePart> below(TraceNode node) {
		return Objects.requireNonNull(this.partsBelow.get(node));
	}

	private record Line(OutlinePart part, List<TraceNode> nodes, int depth, String branch, String indent) {

		Line below(OutlinePart part, List<TraceNode> nodes, boolean last) {
			int depth = this.depth + 1;
			if (depth > MAX_INDENTED_DEPTH) {
				return new Line(part, nodes, depth, this.indent + "[" + depth + "] ", this.indent);
			}
			return new Line(part, nodes, depth, this.indent + (last ? "└─ " : "├─ "),
					this.indent + (last ? "   " : "│  "));
		}

		OutlineRow toRow() {
			return new OutlineRow(this.nodes, this.part.shape().label(), this.part.nodes().size(),
					this.part.isParallel(), this.branch, this.indent);
		}

	}

	/**
	 * All that makes two subtrees alike, the subtrees below told by their shapes' ids.
	 */
	private record Content(OutlineLabel label, List<PartContent> parts) {

		Shape toShape(int id) {
			int size = 1;
			long digest = this.label.hashCode();
			for (PartContent part : this.parts) {
				size += part.count * part.shape.size();
				digest = 31 * digest + part.shape.digest();
				digest = 31 * digest + 2L * part.count + (part.parallel ? 1 : 0);
			}
			return new Shape(id, this.label, size, digest * 0x9E3779B97F4A7C15L);
		}

	}

	private record PartContent(Shape shape, int count, boolean parallel) {

		static PartContent of(OutlinePart part) {
			return new PartContent(part.shape(), part.nodes().size(), part.isParallel());
		}

	}

}
