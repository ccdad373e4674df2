package dev.tracing.trace;

import java.util.Comparator;

/**
 * What alike subtrees of an {@link Outline} have in common.
 *
 * @param id identifies the shape within its outline
 * @param label what the node itself says
 * @param size how many nodes the subtree has
 * @param digest depends on nothing but what the whole subtree says, so that an order by
 * it is the same for each run of the same code
 */
record Shape(int id, OutlineLabel label, int size, long digest) implements Comparable<Shape> {

	private static final Comparator<Shape> ORDER = Comparator.comparing(Shape::label)
		.thenComparingInt(Shape::size)
		.thenComparingLong(Shape::digest)
		.thenComparingInt(Shape::id);

	@Override
	public int compareTo(Shape other) {
		return ORDER.compare(this, other);
	}

}
