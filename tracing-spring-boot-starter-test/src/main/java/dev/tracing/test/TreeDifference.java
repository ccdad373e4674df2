package dev.tracing.test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.tracing.test.DifferenceRow.Mark;
import dev.tracing.trace.TraceNode;
import dev.tracing.trace.TraceShape;
import org.jspecify.annotations.Nullable;

/**
 * Lays an expected tree and a found one side by side, so that a line is next to what
 * comes closest to it: first what fits, then what has the name and differs in something
 * else, and then what only one side has.
 */
final class TreeDifference {

	/** Deeper, what was found without being expected is not told. */
	private static final int MAX_DEPTH = 40;

	private final TreeMatcher matcher = new TreeMatcher();

	List<DifferenceRow> rows(ExpectedSpans expected, List<TraceNode> found) {
		SiblingAssignment assignment = this.matcher.assign(expected, found);
		List<TraceNode> left = new ArrayList<>(assignment.unassigned());
		List<DifferenceRow> rows = new ArrayList<>();
		for (int i = 0; i < expected.spans().size(); i++) {
			ExpectedSpan line = expected.spans().get(i);
			List<TraceNode> fitting = new ArrayList<>(assignment.foundFor(i));
			List<TraceNode> close = close(line, fitting.size(), expected.othersAllowed(), left);
			rows.addAll(rows(line, fitting, close));
		}
		if (expected.othersAllowed()) {
			rows.addAll(fold(left, Mark.SAME, "…", 0));
		}
		else {
			rows.addAll(fold(left, Mark.UNEXPECTED, null, 0));
		}
		return rows;
	}

	/**
	 * Takes what has the name that a line asks for and yet does not belong to it.
	 */
	private List<TraceNode> close(ExpectedSpan line, int fitting, boolean othersAllowed, List<TraceNode> left) {
		boolean enough = fitting >= line.min();
		List<TraceNode> close = left.stream()
			.filter(line.span()::matchesName)
			.filter((node) -> !enough || !othersAllowed || this.matcher.matches(line, node))
			.toList();
		left.removeAll(close);
		return close;
	}

	private List<DifferenceRow> rows(ExpectedSpan line, List<TraceNode> fitting, List<TraceNode> close) {
		if (fitting.isEmpty() && close.isEmpty()) {
			return List
				.of((line.min() > 0) ? missing(line) : new DifferenceRow(line.text(), null, Mark.SAME, List.of()));
		}
		int count = fitting.size() + close.size();
		boolean countSame = count >= line.min() && count <= line.max();
		List<DifferenceRow> rows = new ArrayList<>();
		if (!fitting.isEmpty()) {
			rows.add(row(line, line.text(), fitting, countSame ? Mark.SAME : Mark.DIFFERENT));
		}
		for (List<TraceNode> alike : alike(close)) {
			boolean same = countSame && alike.stream().allMatch(line::matchesItself);
			rows.add(row(line, rows.isEmpty() ? line.text() : null, alike, same ? Mark.SAME : Mark.DIFFERENT));
		}
		return rows;
	}

	private DifferenceRow row(ExpectedSpan line, @Nullable String text, List<TraceNode> nodes, Mark mark) {
		return new DifferenceRow(text, told(nodes, line.span()::label), mark,
				rows(line.below(), nodes.get(0).children()));
	}

	private static DifferenceRow missing(ExpectedSpan line) {
		return new DifferenceRow(line.text(), null, Mark.MISSING,
				line.below().spans().stream().map(TreeDifference::missing).toList());
	}

	/**
	 * Tells found spans that no line asks for.
	 */
	private static List<DifferenceRow> fold(List<TraceNode> nodes, Mark mark, @Nullable String expected, int depth) {
		if (depth == MAX_DEPTH && !nodes.isEmpty()) {
			return List.of(new DifferenceRow(null, "and more below", mark, List.of()));
		}
		List<DifferenceRow> rows = new ArrayList<>();
		for (List<TraceNode> alike : alike(nodes)) {
			rows.add(new DifferenceRow(expected, told(alike, SpanLabel::of), mark,
					fold(alike.get(0).children(), mark, null, depth + 1)));
		}
		return rows;
	}

	private static Collection<List<TraceNode>> alike(List<TraceNode> nodes) {
		Map<TraceShape, List<TraceNode>> alike = new LinkedHashMap<>();
		nodes.forEach((node) -> alike.computeIfAbsent(TraceShape.of(node), (shape) -> new ArrayList<>()).add(node));
		return alike.values();
	}

	private static String told(List<TraceNode> nodes, Function<TraceNode, String> label) {
		return label.apply(nodes.get(0)) + ((nodes.size() > 1) ? " ×" + nodes.size() : "")
				+ (nodes.stream().allMatch(TraceNode::isParallel) ? " ∥" : "");
	}

}
