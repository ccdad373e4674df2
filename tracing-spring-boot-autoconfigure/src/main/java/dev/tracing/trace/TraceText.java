package dev.tracing.trace;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * Tells a trace as a tree of text, the same in the console, in a test's failure and
 * wherever else text is read:
 *
 * <pre>
 * trace 4bf92f3577b34da6a3ce929d0e0e4736 · 212 ms · 7 spans
 * TripSearch.search            212 ms  ▕██████████▏
 * ├─ Provider.quote ×5 ∥     42–48 ms  ▕███       ▏
 * └─ Offers.rank                 3 ms  ▕        ██▏
 * </pre>
 *
 * {@code ×5} stands for five siblings that are alike, the duration for the shortest and
 * the longest of them. {@code ∥} marks what ran at the same time as a sibling. At the end
 * of a line, {@code ✗} marks an error, with its type and message at the deepest span that
 * has it; {@code cancelled} and {@code running} are told in words, and {@code detached}
 * is what the parent cannot have waited for. Below the tree, {@code ⚠} tells what looks
 * wrong, if this is asked for.
 *
 * <p>
 * Immutable. The same trace and options give the same text.
 *
 * @since 0.1.0
 */
public final class TraceText {

	private static final int MIN_BAR = 10;

	private static final int MAX_BAR = 40;

	private static final int MAX_WARNINGS_OF_A_RULE = 3;

	private static final String GAP = "  ";

	private final TraceTextOptions options;

	/**
	 * Create a renderer.
	 * @param options how traces are told
	 */
	public TraceText(TraceTextOptions options) {
		this.options = options;
	}

	/**
	 * Tells a trace.
	 * @param trace the trace
	 * @return lines, without a line break after the last
	 */
	public String render(Trace trace) {
		List<OutlineRow> rows = Outline.rows(trace.roots(), SpanNote::label,
				this.options.fold() ? SiblingFolding.ALIKE : SiblingFolding.NONE);
		List<OutlineRow> told = rows.subList(0, Math.min(rows.size(), Math.max(1, this.options.maxLines())));
		Columns columns = columns(told);
		List<String> lines = new ArrayList<>();
		lines.add(style(AnsiStyle.FAINT, header(trace)));
		for (OutlineRow row : told) {
			lines.add(line(row, columns, trace.durationNanos()));
			if (this.options.attributes()) {
				OutlineAttributes.lines(row).forEach((line) -> lines.add(style(AnsiStyle.FAINT, line)));
			}
		}
		if (told.size() < rows.size()) {
			lines.add(style(AnsiStyle.FAINT, "… " + (rows.size() - told.size()) + " more lines"));
		}
		if (this.options.findings()) {
			warnings(trace).forEach((line) -> lines.add(style(AnsiStyle.WARNING, line)));
		}
		String text = String.join("\n", lines);
		return this.options.ascii() ? AsciiGlyphs.of(text) : text;
	}

	/**
	 * The findings that warn, the first few of each rule.
	 */
	private static List<String> warnings(Trace trace) {
		Map<FindingRule, Integer> count = new EnumMap<>(FindingRule.class);
		List<String> lines = new ArrayList<>();
		for (Finding finding : TraceAnalysis.of(trace).findings()) {
			if (finding.level() == Finding.Level.WARN
					&& count.merge(finding.rule(), 1, Integer::sum) <= MAX_WARNINGS_OF_A_RULE) {
				lines.add("⚠ " + finding.rule().id() + " " + finding.rule().title() + ": "
						+ EscapedText.of(finding.node().name()) + " " + finding.message());
			}
		}
		count.forEach((rule, all) -> {
			if (all > MAX_WARNINGS_OF_A_RULE) {
				lines.add("⚠ " + rule.id() + " " + rule.title() + ": " + (all - MAX_WARNINGS_OF_A_RULE) + " more");
			}
		});
		return lines;
	}

	private static String header(Trace trace) {
		List<String> facts = new ArrayList<>();
		facts.add("trace " + EscapedText.of(trace.id()));
		facts.add(HumanDuration.of(trace.durationNanos()));
		facts.add(count(trace.nodes().size(), "span"));
		long errors = trace.nodes().stream().filter((node) -> node.span().isError()).count();
		if (errors > 0) {
			facts.add(count(errors, "error"));
		}
		if (trace.droppedSpans() > 0) {
			facts.add(count(trace.droppedSpans(), "span") + " not kept");
		}
		return String.join(" · ", facts);
	}

	private static String count(long number, String noun) {
		return number + " " + noun + ((number != 1) ? "s" : "");
	}

	private Columns columns(List<OutlineRow> rows) {
		int duration = rows.stream().mapToInt((row) -> duration(row).length()).max().orElse(0);
		int rest = this.options.width() - duration - 2 * GAP.length() - 2;
		int name = rows.stream()
			.mapToInt((row) -> length(row.branch()) + length(row.markedName()))
			// a longer name pushes its own line to the right, and no other
			.filter((length) -> length <= rest - MIN_BAR)
			.max()
			.orElse(0);
		return new Columns(name, duration, Math.max(MIN_BAR, Math.min(MAX_BAR, rest - name)));
	}

	private String line(OutlineRow row, Columns columns, long traceNanos) {
		boolean error = row.nodes().get(0).span().isError();
		String name = row.markedName();
		String duration = duration(row);
		StringBuilder line = new StringBuilder();
		line.append(style(AnsiStyle.FAINT, row.branch()));
		line.append(error ? style(AnsiStyle.ERROR, name) : name);
		line.append(" ".repeat(Math.max(0, columns.name() - length(row.branch()) - length(name))));
		line.append(GAP).append(" ".repeat(columns.duration() - duration.length())).append(duration);
		if (this.options.bars()) {
			String bar = TimelineBar.of(row.nodes(), traceNanos, columns.bar());
			line.append(GAP).append(style(error ? AnsiStyle.ERROR : AnsiStyle.BAR, bar));
		}
		String note = row.label().note();
		if (!note.isEmpty()) {
			line.append(GAP).append(style(error ? AnsiStyle.ERROR : AnsiStyle.WARNING, note));
		}
		return line.toString();
	}

	private static String duration(OutlineRow row) {
		LongSummaryStatistics nanos = row.nodes().stream().mapToLong(TraceNode::durationNanos).summaryStatistics();
		return HumanDuration.range(nanos.getMin(), nanos.getMax());
	}

	private String style(AnsiStyle style, String text) {
		return this.options.colour() ? style.on(text) : text;
	}

	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	private record Columns(int name, int duration, int bar) {
	}

}
