package dev.tracing.trace;

import java.util.Comparator;
import java.util.Locale;

import io.opentelemetry.api.trace.SpanKind;

/**
 * What a line of an {@link Outline} says of its nodes. Only nodes with equal labels are
 * alike.
 *
 * @param name what is told next to the tree
 * @param note what is told at the end of the line, or an empty string
 */
record OutlineLabel(String name, String note) implements Comparable<OutlineLabel> {

	private static final Comparator<OutlineLabel> ORDER = Comparator.comparing(OutlineLabel::name)
		.thenComparing(OutlineLabel::note);

	/**
	 * The name of a span, its kind if it is not internal, and whether its parent is
	 * missing.
	 */
	static OutlineLabel of(TraceNode node) {
		SpanKind kind = node.span().kind();
		String name = EscapedText.of(node.name());
		if (kind != SpanKind.INTERNAL) {
			name += " (" + kind.name().toLowerCase(Locale.ROOT) + ")";
		}
		return new OutlineLabel(node.isOrphan() ? name + " (parent missing)" : name, "");
	}

	OutlineLabel withNote(String note) {
		return new OutlineLabel(this.name, note);
	}

	@Override
	public int compareTo(OutlineLabel other) {
		return ORDER.compare(this, other);
	}

}
