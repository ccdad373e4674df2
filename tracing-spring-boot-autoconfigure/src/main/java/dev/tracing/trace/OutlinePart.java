package dev.tracing.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Alike siblings that are told as one.
 */
final class OutlinePart {

	private final Shape shape;

	private final boolean parallel;

	private final List<TraceNode> nodes = new ArrayList<>(1);

	private long endNanos;

	OutlinePart(Shape shape, boolean parallel) {
		this.shape = shape;
		this.parallel = parallel;
	}

	/**
	 * Adds a sibling that started no earlier than those before.
	 */
	OutlinePart add(TraceNode node) {
		this.nodes.add(node);
		this.endNanos = Math.max(this.endNanos, node.endNanos());
		return this;
	}

	Shape shape() {
		return this.shape;
	}

	boolean isParallel() {
		return this.parallel;
	}

	List<TraceNode> nodes() {
		return this.nodes;
	}

	long startNanos() {
		return this.nodes.get(0).startNanos();
	}

	long endNanos() {
		return this.endNanos;
	}

}
