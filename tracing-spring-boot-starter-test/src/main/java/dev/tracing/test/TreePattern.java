package dev.tracing.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * A tree as a test writes it down, a line for each span or for several alike ones. What
 * is further to the right belongs to what is above it; lines that draw the tree are read
 * as spaces.
 */
final class TreePattern {

	private static final String DRAWING = " \t│├└─";

	private static final Set<String> OTHERS = Set.of("…", "...");

	private final ExpectedSpans roots;

	private TreePattern(ExpectedSpans roots) {
		this.roots = roots;
	}

	ExpectedSpans roots() {
		return this.roots;
	}

	/**
	 * Reads a tree.
	 * @throws IllegalArgumentException if it cannot be understood, or is empty
	 */
	static TreePattern parse(String text) {
		ExpectedSpans roots = new ExpectedSpans();
		Deque<Level> levels = new ArrayDeque<>();
		levels.push(new Level(-1, -1, roots));
		for (String line : text.lines().toList()) {
			int column = column(line);
			if (column < line.length()) {
				levelOf(column, levels, line).read(column, line, levels);
			}
		}
		if (roots.spans().isEmpty()) {
			throw new IllegalArgumentException("A tree has at least one span");
		}
		return new TreePattern(roots);
	}

	private static int column(String line) {
		int column = 0;
		while (column < line.length() && DRAWING.indexOf(line.charAt(column)) >= 0) {
			column++;
		}
		return column;
	}

	/**
	 * The innermost level that a line at a column belongs to.
	 */
	private static Level levelOf(int column, Deque<Level> levels, String line) {
		while (levels.element().parentColumn >= column) {
			levels.pop();
		}
		Level level = levels.element();
		if (level.column >= 0 && level.column != column) {
			throw new IllegalArgumentException("Not at the column of any line above: '" + line.strip() + "'");
		}
		return level;
	}

	/**
	 * The siblings that are being read.
	 */
	private static final class Level {

		private final int parentColumn;

		private int column;

		private final ExpectedSpans siblings;

		Level(int parentColumn, int column, ExpectedSpans siblings) {
			this.parentColumn = parentColumn;
			this.column = column;
			this.siblings = siblings;
		}

		void read(int column, String line, Deque<Level> levels) {
			this.column = column;
			String text = line.substring(column).strip();
			if (OTHERS.contains(text)) {
				this.siblings.allowOthers();
				return;
			}
			ExpectedSpans below = new ExpectedSpans();
			this.siblings.add(ExpectedSpan.parse(text, below));
			levels.push(new Level(column, -1, below));
		}

	}

}
