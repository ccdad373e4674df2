package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be said of a trace beyond its tree: what its end had to wait for, what was
 * done again and again, how much went on at once, and what looks wrong. Immutable; made
 * once for a trace, on whatever thread first asks, and takes a few milliseconds for
 * thousands of spans.
 *
 * @since 0.1.0
 */
public final class TraceAnalysis {

	/**
	 * How many parts {@link #concurrency()} has.
	 */
	public static final int CONCURRENCY_PARTS = 12;

	private final Trace trace;

	private final List<CriticalSegment> criticalPath;

	private final Map<TraceNode, List<CriticalSegment>> criticalByNode = new IdentityHashMap<>();

	private final List<RepeatedCalls> repeats;

	private final List<Integer> concurrency;

	private final List<Finding> findings;

	private final Map<TraceNode, List<Finding>> findingsByNode = new IdentityHashMap<>();

	TraceAnalysis(Trace trace) {
		this.trace = trace;
		this.criticalPath = trace.roots().stream().flatMap((root) -> CriticalPath.of(root).stream()).toList();
		this.criticalPath
			.forEach((segment) -> this.criticalByNode.computeIfAbsent(segment.node(), (node) -> new ArrayList<>(1))
				.add(segment));
		this.repeats = Repeats.of(trace);
		this.concurrency = new Concurrency(trace).most(CONCURRENCY_PARTS);
		this.findings = Findings.of(trace, this.repeats);
		this.findings
			.forEach((finding) -> this.findingsByNode.computeIfAbsent(finding.node(), (node) -> new ArrayList<>(1))
				.add(finding));
	}

	/**
	 * The analysis of a trace; the same object each time.
	 * @param trace the trace
	 * @return the analysis
	 */
	public static TraceAnalysis of(Trace trace) {
		return trace.analysis();
	}

	/**
	 * The trace.
	 * @return the trace
	 */
	public Trace trace() {
		return this.trace;
	}

	/**
	 * What the end of each root had to wait for: for each root, in their order, pieces
	 * that follow one another from the root's start to its end, each in the root or below
	 * it. What is on the path made the root so long; all else could take no time at all
	 * and the root would be as long as it is.
	 * @return the pieces
	 */
	public List<CriticalSegment> criticalPath() {
		return this.criticalPath;
	}

	/**
	 * The pieces of the critical path that are in a span.
	 * @param node the span
	 * @return the pieces, by their start
	 */
	public List<CriticalSegment> criticalPath(TraceNode node) {
		return Collections.unmodifiableList(this.criticalByNode.getOrDefault(node, List.of()));
	}

	/**
	 * Whether the analysis is of a trace with running spans, and will be another one when
	 * they have ended.
	 * @return whether the analysis is provisional
	 */
	public boolean isProvisional() {
		return this.trace.isRunning();
	}

	/**
	 * The calls that were made again and again, five times and more by one parent.
	 * @return the repeats, by the positions of their parents and of their first members
	 */
	public List<RepeatedCalls> repeats() {
		return this.repeats;
	}

	/**
	 * How many spans did something at once at most. A span that only waits for its
	 * children does nothing.
	 * @return the number, at least 1
	 */
	public int maxConcurrency() {
		return Math.max(1, Collections.max(this.concurrency));
	}

	/**
	 * The same in each of {@value #CONCURRENCY_PARTS} equal parts of the trace's time.
	 * @return the numbers, from the start of the trace to its end
	 */
	public List<Integer> concurrency() {
		return this.concurrency;
	}

	/**
	 * What looks wrong or is remarkable. As long as spans are running, only what is so
	 * whatever they will do.
	 * @return the findings, by the positions of their spans
	 */
	public List<Finding> findings() {
		return this.findings;
	}

	/**
	 * The findings about a span.
	 * @param node the span
	 * @return the findings
	 */
	public List<Finding> findings(TraceNode node) {
		return Collections.unmodifiableList(this.findingsByNode.getOrDefault(node, List.of()));
	}

}
