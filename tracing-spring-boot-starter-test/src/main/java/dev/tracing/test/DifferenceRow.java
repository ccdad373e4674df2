package dev.tracing.test;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A line of two trees side by side: what is expected on the left, what was found on the
 * right, and what is below.
 *
 * @param expected the left side, or null if nothing is expected here
 * @param found the right side, or null if nothing was found here
 * @param mark how the two differ
 * @param below the rows below
 */
record DifferenceRow(@Nullable String expected, @Nullable String found, Mark mark, List<DifferenceRow> below) {

	static String table(List<DifferenceRow> rows) {
		List<Line> lines = new ArrayList<>();
		add(rows, "", "", true, lines);
		int width = lines.stream().mapToInt((line) -> line.left.length()).max().orElse(0);
		width = Math.max(width, "expected".length());
		StringBuilder table = new StringBuilder("  ").append(pad("expected", width)).append("   found");
		for (Line line : lines) {
			table.append('\n').append(line.mark.symbol).append(' ').append(pad(line.left, width)).append("   ");
			table.append(line.right);
		}
		return table.toString().lines().map(String::stripTrailing).collect(java.util.stream.Collectors.joining("\n"));
	}

	private static void add(List<DifferenceRow> rows, String leftIndent, String rightIndent, boolean root,
			List<Line> lines) {
		for (int i = 0; i < rows.size(); i++) {
			DifferenceRow row = rows.get(i);
			List<DifferenceRow> later = rows.subList(i + 1, rows.size());
			boolean leftMore = later.stream().anyMatch((other) -> other.expected != null);
			boolean rightMore = later.stream().anyMatch((other) -> other.found != null);
			lines.add(new Line(row.mark, side(row.expected, leftIndent, leftMore, root),
					side(row.found, rightIndent, rightMore, root)));
			add(row.below, leftIndent + (root ? "" : leftMore ? "│  " : "   "),
					rightIndent + (root ? "" : rightMore ? "│  " : "   "), false, lines);
		}
	}

	private static String side(@Nullable String text, String indent, boolean more, boolean root) {
		if (text == null) {
			return indent + (more && !root ? "│" : "");
		}
		return indent + (root ? "" : more ? "├─ " : "└─ ") + text;
	}

	private static String pad(String text, int width) {
		return text + " ".repeat(Math.max(0, width - text.length()));
	}

	/**
	 * How a row's sides differ.
	 */
	enum Mark {

		SAME(' '), DIFFERENT('≠'), MISSING('-'), UNEXPECTED('+');

		private final char symbol;

		Mark(char symbol) {
			this.symbol = symbol;
		}

	}

	private record Line(Mark mark, String left, String right) {
	}

}
