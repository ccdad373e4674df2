package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tracing.trace.Finding.Level;

/**
 * Applies the rules to a trace. What is running or was not kept is not taken for what is
 * missing or late.
 */
final class Findings {

	private final List<Finding> found = new ArrayList<>();

	private Findings() {
	}

	/**
	 * Finds what there is.
	 * @param trace the trace
	 * @param repeats its repeats
	 * @return the findings, by the positions of their spans, and of a span by their rules
	 */
	static List<Finding> of(Trace trace, List<RepeatedCalls> repeats) {
		Findings findings = new Findings();
		findings.addFacts(trace);
		if (!trace.isRunning()) {
			if (!trace.mayLackSpans()) {
				RootRules.apply(trace, findings::add);
			}
			trace.nodes().forEach((node) -> LinkRules.apply(node, findings::add));
			ChainRules.apply(trace, findings::add);
			repeats.forEach((repeat) -> RepeatRule.apply(repeat, findings::add));
		}
		findings.found
			.sort(Comparator.<Finding>comparingInt((finding) -> finding.node().index()).thenComparing(Finding::rule));
		return List.copyOf(findings.found);
	}

	/**
	 * Adds what is so even while spans are running.
	 */
	private void addFacts(Trace trace) {
		trace.nodes().forEach((node) -> ScopeRules.apply(node, this::add));
		Map<String, TraceNode> seen = new HashMap<>();
		for (TraceNode node : trace.nodes()) {
			String parentId = node.span().parentId();
			if (seen.putIfAbsent(node.span().spanId(), node) != null) {
				add(new Finding(FindingRule.BROKEN_IDS, Level.WARN, node, "has the id of another span",
						Map.of("spanId", node.span().spanId())));
			}
			if (node.parent() == null && parentId != null && trace.findById(parentId).isPresent()) {
				add(new Finding(FindingRule.BROKEN_IDS, Level.WARN, node, "is an ancestor of its own parent",
						Map.of("parentId", parentId)));
			}
		}
		addIncomplete(trace);
		TimeRules.apply(trace, this::add);
	}

	private void addIncomplete(Trace trace) {
		long inSpans = trace.nodes().stream().mapToLong((node) -> node.span().dropped()).sum();
		if (trace.droppedSpans() > 0) {
			add(new Finding(FindingRule.INCOMPLETE, Level.INFO, trace.root(),
					"lacks " + trace.droppedSpans() + " spans that were not kept",
					Map.of("droppedSpans", (long) trace.droppedSpans(), "droppedContent", inSpans)));
		}
		else if (inSpans > 0) {
			add(new Finding(FindingRule.INCOMPLETE, Level.INFO, trace.root(),
					"lacks " + inSpans + " attributes, events or links that were not kept",
					Map.of("droppedSpans", 0L, "droppedContent", inSpans)));
		}
	}

	private void add(Finding finding) {
		this.found.add(finding);
	}

}
