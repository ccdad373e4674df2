package dev.tracing.benchmarks.page;

import java.util.Arrays;
import java.util.Collections;

/**
 * A table of Markdown.
 */
final class Table {

	private final StringBuilder text = new StringBuilder();

	Table(String... columns) {
		row(columns);
		row(Collections.nCopies(columns.length, "---").toArray(String[]::new));
	}

	Table row(String... cells) {
		Arrays.stream(cells).forEach((cell) -> this.text.append("| ").append(cell).append(' '));
		this.text.append("|\n");
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
