package dev.tracing.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

	private static final String SAME_LINE = "(the same)";

	/** More is as bad. */
	private static final int MAX_DIFFERENCES = 5;

	private final TreeMatcher matcher = new TreeMatcher();

	List<DifferenceRow> rows(ExpectedSpans expected, List<TraceNode> found) {
		SiblingAssignment assignment = this.matcher.assign(expected, found);
		List<TraceNode> left = new ArrayList<>(assignment.unassigned());
		List<List<TraceNode>> close = close(expected, assignment, left);
		List<DifferenceRow> rows = new ArrayList<>();
		for (int i = 0; i < expected.spans().size(); i++) {
			rows.addAll(rows(expected.spans().get(i), assignment.foundFor(i), close.get(i)));
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
	 * Takes, for each line, what has the name that it asks for and yet does not fit: as
	 * many as it lacks, those first that differ least, and then the rest.
	 */
	private List<List<TraceNode>> close(ExpectedSpans expected, SiblingAssignment assignment, List<TraceNode> left) {
		List<ExpectedSpan> lines = expected.spans();
		List<List<TraceNode>> close = new ArrayList<>();
		lines.forEach((line) -> close.add(new ArrayList<>()));
		for (int differences = 0; differences <= MAX_DIFFERENCES; differences++) {
			for (int i = 0; i < lines.size(); i++) {
				ExpectedSpan line = lines.get(i);
				int lacking = line.max() - assignment.foundFor(i).size() - close.get(i).size();
				int atMost = differences;
				close.get(i)
					.addAll(take(left,
							(node) -> line.span().matchesName(node) && line.span().differences(node) <= atMost,
							lacking));
			}
		}
		for (int i = 0; i < lines.size(); i++) {
			ExpectedSpan line = lines.get(i);
			close.get(i)
				.addAll(take(left, (node) -> line.span().matchesName(node)
						&& (!expected.othersAllowed() || this.matcher.matches(line, node)), Integer.MAX_VALUE));
		}
		return close;
	}

	private static List<TraceNode> take(List<TraceNode> from, Predicate<TraceNode> wanted, int atMost) {
		List<TraceNode> taken = from.stream().filter(wanted).limit(Math.max(0, atMost)).toList();
		from.removeAll(taken);
		return taken;
	}

	private List<DifferenceRow> rows(ExpectedSpan line, List<TraceNode> fitting, List<TraceNode> close) {
		if (fitting.isEmpty() && close.isEmpty()) {
			return List
				.of((line.min() > 0) ? missing(line) : new DifferenceRow(line.text(), null, Mark.SAME, List.of()));
		}
		boolean together = line.matchesTogether(Stream.concat(fitting.stream(), close.stream()).toList());
		List<DifferenceRow> rows = new ArrayList<>();
		for (List<TraceNode> nodes : together ? List.of(fitting) : alike(fitting, line.span()::label)) {
			if (!nodes.isEmpty()) {
				rows.add(row(line, rows.isEmpty(), nodes, together));
			}
		}
		for (List<TraceNode> nodes : alike(close, line.span()::label)) {
			rows.add(row(line, rows.isEmpty(), nodes, together && nodes.stream().allMatch(line::matchesItself)));
		}
		return rows;
	}

	private DifferenceRow row(ExpectedSpan line, boolean first, List<TraceNode> nodes, boolean same) {
		return new DifferenceRow(first ? line.text() : SAME_LINE, told(nodes, line.span()::label),
				same ? Mark.SAME : Mark.DIFFERENT, rows(line.below(), nodes.get(0).children()));
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
		for (List<TraceNode> alike : alike(nodes, SpanLabel::of)) {
			rows.add(new DifferenceRow(expected, told(alike, SpanLabel::of), mark,
					fold(alike.get(0).children(), mark, null, depth + 1)));
		}
		return rows;
	}

	private static Collection<List<TraceNode>> alike(List<TraceNode> nodes, Function<TraceNode, String> label) {
		Map<List<@Nullable Object>, List<TraceNode>> alike = new LinkedHashMap<>();
		for (TraceNode node : nodes) {
			List<@Nullable Object> likeness = Arrays.asList(label.apply(node), TraceShape.of(node),
					node.parallelGroup());
			alike.computeIfAbsent(likeness, (key) -> new ArrayList<>()).add(node);
		}
		return alike.values();
	}

	private static String told(List<TraceNode> nodes, Function<TraceNode, String> label) {
		return label.apply(nodes.get(0)) + ((nodes.size() > 1) ? " ×" + nodes.size() : "")
				+ (nodes.stream().allMatch(TraceNode::isParallel) ? " ∥" : "");
	}

}
