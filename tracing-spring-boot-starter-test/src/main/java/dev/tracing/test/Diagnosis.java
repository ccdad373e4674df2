package dev.tracing.test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which trees are known to go wrong, found in a trace that is not as
 * expected, so that its reader knows what to look for.
 */
final class Diagnosis {

	private final Trace trace;

	private final List<String> findings = new ArrayList<>();

	private Diagnosis(Trace trace) {
		this.trace = trace;
	}

	/**
	 * Finds what is known to go wrong.
	 * @return a sentence or two for each finding, a line each; empty if nothing is known
	 */
	static List<String> of(Trace trace) {
		Diagnosis diagnosis = new Diagnosis(trace);
		diagnosis.chains();
		diagnosis.orphans();
		diagnosis.endedBeforeTheirWork();
		return diagnosis.findings;
	}

	private void chains() {
		for (String name : names()) {
			List<TraceNode> all = this.trace.findAll(name);
			long nested = all.stream().filter(Diagnosis::isNestedInItsLike).count();
			if (nested > 0) {
				this.findings.add("chain: " + nested + " of " + all.size() + " '" + name + "' are nested in another '"
						+ name + "'. If they are meant to be siblings, each found the one before it as the "
						+ "current span: look for what makes a span current and leaves it so.");
			}
		}
	}

	private static boolean isNestedInItsLike(TraceNode node) {
		for (TraceNode parent = node.parent(); parent != null; parent = parent.parent()) {
			if (parent.name().equals(node.name())) {
				return true;
			}
		}
		return false;
	}

	private void orphans() {
		List<TraceNode> orphans = this.trace.roots().stream().filter(TraceNode::isOrphan).toList();
		for (TraceNode orphan : orphans) {
			this.findings.add("orphan: the parent of '" + orphan.name() + "' (span " + orphan.span().parentId()
					+ ") is not in the trace: it was not recorded, or belongs to an earlier test.");
		}
	}

	private void endedBeforeTheirWork() {
		for (TraceNode node : this.trace.nodes()) {
			TraceNode late = late(node);
			if (late != null) {
				this.findings.add("ended before its work: '" + node.name() + "' lasted " + millis(node.durationNanos())
						+ ", but '" + late.name() + "' below it ended " + millis(late.endNanos() - node.endNanos())
						+ " later.");
			}
		}
	}

	private static @Nullable TraceNode late(TraceNode node) {
		return node.children().stream().filter(TraceNode::isDetached).findFirst().orElse(null);
	}

	private static String millis(long nanos) {
		return nanos / 1_000_000 + " ms";
	}

	private Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		this.trace.nodes().forEach((node) -> names.add(node.name()));
		return names;
	}

}
