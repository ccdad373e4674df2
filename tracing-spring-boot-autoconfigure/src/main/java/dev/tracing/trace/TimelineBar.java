package dev.tracing.trace;

import java.util.Arrays;
import java.util.List;

/**
 * Where nodes lie on the time line of their trace, drawn with characters.
 */
final class TimelineBar {

	/**
	 * Draws a bar.
	 * @param nodes the nodes, drawn on top of each other
	 * @param traceNanos the length of the trace
	 * @param cells how many characters the trace is long
	 * @return the bar, which is longer than the trace by a character at each end
	 */
	static String of(List<TraceNode> nodes, long traceNanos, int cells) {
		char[] bar = new char[cells];
		Arrays.fill(bar, ' ');
		double nanosPerCell = Math.max(1.0, traceNanos) / cells;
		for (TraceNode node : nodes) {
			int from = Math.min((int) (node.startNanos() / nanosPerCell), cells - 1);
			int to = Math.min((int) Math.ceil(node.endNanos() / nanosPerCell), cells);
			Arrays.fill(bar, from, Math.max(from + 1, to), '█');
		}
		return "▕" + new String(bar) + "▏";
	}

	private TimelineBar() {
	}

}
