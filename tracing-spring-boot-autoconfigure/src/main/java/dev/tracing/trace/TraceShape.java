package dev.tracing.trace;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What two runs of the same code have in common: the names and kinds of the spans, their
 * nesting and their repeats. Told as text, a line for each span or for several that are
 * alike:
 *
 * <pre>
 * GET /trips (server)
 * └─ TripSearch.search
 *    ├─ Provider.quote ×5 ∥
 *    └─ Offers.rank
 * </pre>
 *
 * Two shapes are equal if their texts are.
 *
 * @since 0.1.0
 */
public final class TraceShape {

	private final String text;

	private TraceShape(List<TraceNode> roots) {
		this.text = Outline.rows(roots, OutlineLabel::of, SiblingFolding.ALIKE)
			.stream()
			.map((row) -> row.branch() + row.markedName())
			.collect(Collectors.joining("\n"));
	}

	/**
	 * The shape of a trace in which {@code ∥} marks what ran at the same time as a
	 * sibling. Siblings that ran one after the other are told in this order; where they
	 * overlap, the alphabet decides. Alike siblings are folded where they follow one
	 * another or belong to the same {@link ParallelGroup}.
	 * @param trace the trace
	 * @return the shape
	 */
	public static TraceShape of(Trace trace) {
		return new TraceShape(trace.roots());
	}

	/**
	 * The same of a part of a trace.
	 * @param node the root of the part
	 * @return the shape
	 */
	public static TraceShape of(TraceNode node) {
		return new TraceShape(List.of(node));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TraceShape shape && this.text.equals(shape.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/**
	 * The shape as text, without a line break at its end.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
