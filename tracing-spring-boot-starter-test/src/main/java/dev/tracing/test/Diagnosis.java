package dev.tracing.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tracing.trace.SpanFailure;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import io.opentelemetry.api.trace.SpanKind;

/**
 * What is known to go wrong with trees, found in a trace that is not as expected, so that
 * the reader knows what to look for. A finding is its name and a sentence or two.
 */
final class Diagnosis {

	private static final int MAX_OF_A_KIND = 3;

	private final Trace trace;

	private final List<String> findings = new ArrayList<>();

	private Set<TraceNode> misplaced = Set.of();

	private Diagnosis(Trace trace) {
		this.trace = trace;
	}

	/**
	 * What is wrong with a trace of which no tree is expected.
	 */
	static List<String> of(Trace trace) {
		Diagnosis diagnosis = new Diagnosis(trace);
		diagnosis.findings.addAll(MisplacedSpans.nestedInTheirLike(trace));
		diagnosis.findWhatIsWrongInItself();
		return diagnosis.findings;
	}

	/**
	 * What is wrong with a trace that has another tree than the expected one.
	 */
	static List<String> of(Trace trace, ExpectedSpans expected) {
		Diagnosis diagnosis = new Diagnosis(trace);
		MisplacedSpans misplaced = new MisplacedSpans(trace, expected);
		diagnosis.misplaced = misplaced.nodes();
		diagnosis.findings.addAll(misplaced.findings());
		diagnosis.findUnparallel(expected, trace.roots());
		diagnosis.findMissing(expected);
		diagnosis.findWhatIsWrongInItself();
		return diagnosis.findings;
	}

	private void findWhatIsWrongInItself() {
		findOrphans();
		findEndedEarly();
		findRunning();
		findErrors();
	}

	private void findUnparallel(ExpectedSpans expected, List<TraceNode> found) {
		for (ExpectedSpan line : expected.spans()) {
			List<TraceNode> nodes = found.stream().filter(line.span()::matchesName).toList();
			if (line.parallel() && nodes.size() > 1) {
				findUnparallel(nodes);
			}
			findUnparallel(line.below(), nodes.stream().flatMap((node) -> node.children().stream()).toList());
		}
	}

	private void findUnparallel(List<TraceNode> nodes) {
		long together = nodes.stream().filter(TraceNode::isParallel).map(TraceNode::parallelGroup).distinct().count();
		long alone = nodes.stream().filter((node) -> !node.isParallel()).count();
		if (together + alone > 1) {
			this.findings.add("one after the other: " + ((together == 0) ? "no two" : "not all") + " of the "
					+ nodes.size() + " '" + nodes.get(0).name() + "' ran at the same time. Are there too few threads "
					+ "for them, or does the caller wait for some before it starts the next?");
		}
	}

	private void findMissing(ExpectedSpans expected) {
		for (ExpectedSpan line : expected.spans()) {
			if (line.min() > 0 && this.trace.nodes().stream().noneMatch(line.span()::matchesName)) {
				this.findings.add("not there: the trace has no '" + line.span().name() + "'. Either nothing called it, "
						+ "or not through the bean's proxy, or its span began a trace of its own.");
			}
			else {
				findMissing(line.below());
			}
		}
	}

	private void findOrphans() {
		this.trace.roots().stream().filter(TraceNode::isOrphan).limit(MAX_OF_A_KIND).forEach((orphan) -> {
			this.findings.add("orphan: the parent of '" + orphan.name() + "' (span " + orphan.span().parentId()
					+ ") was not recorded. It is a span of an earlier test, of another application context, or one "
					+ "that is not sampled.");
		});
	}

	private void findEndedEarly() {
		Map<String, List<TraceNode>> byName = new LinkedHashMap<>();
		this.trace.nodes()
			.stream()
			.filter(this::endedEarly)
			.forEach((node) -> byName.computeIfAbsent(node.name(), (name) -> new ArrayList<>()).add(node));
		byName.forEach((name, nodes) -> {
			TraceNode first = nodes.get(0);
			long last = first.children().stream().mapToLong(TraceNode::endNanos).max().orElseThrow();
			this.findings.add("ended before its work: " + nodes.size() + " of " + this.trace.findAll(name).size() + " '"
					+ name + "', the first after " + millis(first.durationNanos()) + ", and what is below it "
					+ millis(last - first.endNanos()) + " later. Did it end when a method returned, and not when the "
					+ "future or publisher was done? Or does nobody wait for the work?");
		});
	}

	/**
	 * Whether a span did not last as long as what belongs below it.
	 */
	private boolean endedEarly(TraceNode node) {
		return node.span().kind() != SpanKind.PRODUCER
				&& node.children().stream().anyMatch((child) -> child.isDetached() && !this.misplaced.contains(child));
	}

	private void findRunning() {
		Set<String> running = this.trace.nodes()
			.stream()
			.filter((node) -> node.span().isRunning())
			.map((node) -> "'" + node.name() + "'")
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (!running.isEmpty()) {
			this.findings.add("not ended: " + String.join(", ", running));
		}
	}

	private void findErrors() {
		this.trace.nodes().stream().filter(Diagnosis::isOriginOfError).limit(MAX_OF_A_KIND).forEach((node) -> {
			SpanFailure failure = node.span().failure();
			this.findings.add("error: '" + node.name() + "' failed" + ((failure != null) ? reason(failure) : "")
					+ ". What should have come after it may be missing.");
		});
	}

	private static boolean isOriginOfError(TraceNode node) {
		return node.span().isError() && node.children().stream().noneMatch((child) -> child.span().isError());
	}

	private static String reason(SpanFailure failure) {
		return ((failure.type() != null) ? " with " + failure.type() : "")
				+ ((failure.message() != null) ? ": " + failure.message() : "");
	}

	private static String millis(long nanos) {
		return nanos / 1_000_000 + " ms";
	}

}
