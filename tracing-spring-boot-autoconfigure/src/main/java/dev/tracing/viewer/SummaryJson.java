package dev.tracing.viewer;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.tracing.store.StoredTrace;
import dev.tracing.store.TraceState;
import dev.tracing.trace.Finding;
import dev.tracing.trace.FindingRule;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceAnalysis;
import dev.tracing.trace.TraceNode;
import dev.tracing.trace.TraceSpan;

/**
 * Writes a trace as it is listed.
 */
final class SummaryJson {

	static void write(JsonWriter json, StoredTrace stored) {
		Trace trace = stored.trace();
		TraceAnalysis analysis = TraceAnalysis.of(trace);
		TraceSpan root = trace.root().span();
		json.object(() -> {
			json.member("id", trace.id())
				.member("seq", stored.sequence())
				.member("state", state(stored.state()))
				.member("name", root.name())
				.member("kind", SpanCategory.of(root).code())
				.member("startUs", TimeUnit.NANOSECONDS.toMicros(trace.startEpochNanos()))
				.member("durNs", trace.root().durationNanos())
				.member("endNs", trace.durationNanos())
				.member("spans", trace.nodes().size())
				.member("open", trace.nodes().stream().filter((node) -> node.span().isRunning()).count())
				.member("maxPar", analysis.maxConcurrency())
				.member("threads", threads(trace))
				.member("conc", concurrency(analysis))
				.member("errors", trace.nodes().stream().filter((node) -> node.span().isError()).count())
				.member("detached", trace.nodes().stream().filter(TraceNode::isDetached).count());
			warnings(json, analysis);
			json.member("thread", root.threadName())
				.member("remoteParent", root.isParentRemote())
				.member("truncated", trace.droppedSpans() > 0);
		});
	}

	static String state(TraceState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

	private static long threads(Trace trace) {
		return trace.nodes()
			.stream()
			.map((node) -> node.span().threadName())
			.filter(Objects::nonNull)
			.distinct()
			.count();
	}

	/**
	 * A digit for each part of the trace's time; 9 stands for more as well.
	 */
	private static String concurrency(TraceAnalysis analysis) {
		StringBuilder digits = new StringBuilder(TraceAnalysis.CONCURRENCY_PARTS);
		analysis.concurrency().forEach((count) -> digits.append(Math.min(9, count)));
		return digits.toString();
	}

	private static void warnings(JsonWriter json, TraceAnalysis analysis) {
		Map<FindingRule, Integer> counts = new EnumMap<>(FindingRule.class);
		for (Finding finding : analysis.findings()) {
			counts.merge(finding.rule(), 1, Integer::sum);
		}
		json.name("warnings")
			.array(counts.entrySet(),
					(count) -> json.array(() -> json.value(count.getKey().id()).value(count.getValue())));
	}

	private SummaryJson() {
	}

}
