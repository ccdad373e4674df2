package dev.tracing.trace;

import java.util.List;

/**
 * A line of an {@link Outline}.
 *
 * @param nodes the nodes that the line stands for, at least one. Below a folded line, the
 * nodes of all folded subtrees
 * @param label what each of the nodes says
 * @param count how many of the nodes each parent has
 * @param parallel whether the nodes ran at the same time as a sibling
 * @param branch what draws the tree before the label
 * @param indent what draws the tree before the lines below
 */
record OutlineRow(List<TraceNode> nodes, OutlineLabel label, int count, boolean parallel, String branch,
		String indent) {

	/**
	 * The name with the marks for repeats and for what ran in parallel.
	 */
	String markedName() {
		return this.label.name() + ((this.count > 1) ? " ×" + this.count : "") + (this.parallel ? " ∥" : "");
	}

}
