package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A recorded trace and its tree, immutable. The tree is built once and whatever the spans
 * say: a span whose parent is missing becomes a root, as does the earliest of spans that
 * are each other's ancestors, and of spans with the same id the earliest has the
 * children. Every span is in the tree exactly once.
 *
 * @since 0.1.0
 */
public final class Trace {

	// to the end, so that the order in which spans come makes no difference
	private static final Comparator<TraceSpan> IN_ORDER = Comparator.comparingLong(TraceSpan::startEpochNanos)
		.thenComparing(TraceSpan::name)
		.thenComparing(TraceSpan::spanId)
		.thenComparingLong((span) -> span.endEpochNanos().orElse(Long.MAX_VALUE))
		.thenComparing((span) -> String.valueOf(span.parentId()))
		.thenComparingLong((span) -> span.threadId().orElse(-1))
		.thenComparingLong((span) -> span.taskId().orElse(-1));

	private final String id;

	private final long startEpochNanos;

	private final long endEpochNanos;

	private final int droppedSpans;

	private final boolean mayLackSpans;

	private final List<TraceNode> nodes;

	private final List<TraceNode> roots;

	private final List<ParallelGroup> parallelGroups;

	private final Map<String, TraceNode> nodesById = new HashMap<>();

	private volatile @Nullable TraceAnalysis analysis;

	private Trace(String id, List<TraceSpan> spans, long asOfEpochNanos, int droppedSpans, boolean mayLackSpans) {
		TraceTree tree = new TraceTree(spans, asOfEpochNanos);
		this.id = id;
		this.droppedSpans = droppedSpans;
		this.mayLackSpans = mayLackSpans || droppedSpans > 0;
		this.nodes = tree.nodes();
		this.roots = tree.roots();
		this.parallelGroups = parallelGroups(this.roots);
		this.startEpochNanos = tree.startEpochNanos();
		this.endEpochNanos = tree.endEpochNanos();
		this.nodes.forEach((node) -> this.nodesById.merge(node.span().spanId(), node, Trace::earlier));
	}

	/**
	 * Makes the trace of spans as of the latest instant that they know.
	 * @param spans the spans of one trace, in any order
	 * @return the trace
	 * @throws IllegalArgumentException if there are no spans, or spans of several traces
	 */
	public static Trace of(Collection<TraceSpan> spans) {
		return of(spans, Long.MIN_VALUE, 0);
	}

	/**
	 * Makes the trace of spans.
	 * @param spans the spans of one trace, in any order
	 * @param asOfEpochNanos the instant at which the trace is looked at, in nanoseconds
	 * since the epoch: until then a running span has lasted. Never taken to be earlier
	 * than the latest instant that the spans know
	 * @param droppedSpans how many spans of the trace were not kept
	 * @return the trace
	 * @throws IllegalArgumentException if there are no spans, or spans of several traces
	 */
	public static Trace of(Collection<TraceSpan> spans, long asOfEpochNanos, int droppedSpans) {
		return of(spans, asOfEpochNanos, droppedSpans, false);
	}

	/**
	 * Makes the trace of spans.
	 * @param spans the spans of one trace, in any order
	 * @param asOfEpochNanos the instant at which the trace is looked at, as above
	 * @param droppedSpans how many spans of the trace were not kept
	 * @param mayLackSpans whether more spans may be missing, of which nothing is known
	 * @return the trace
	 * @throws IllegalArgumentException if there are no spans, or spans of several traces
	 */
	public static Trace of(Collection<TraceSpan> spans, long asOfEpochNanos, int droppedSpans, boolean mayLackSpans) {
		List<TraceSpan> sorted = new ArrayList<>(spans);
		if (sorted.isEmpty()) {
			throw new IllegalArgumentException("A trace has at least one span");
		}
		String id = sorted.get(0).traceId();
		for (TraceSpan span : sorted) {
			if (!span.traceId().equals(id)) {
				throw new IllegalArgumentException("Spans of several traces: " + sorted.get(0) + " and " + span);
			}
		}
		sorted.sort(IN_ORDER);
		return new Trace(id, sorted, asOfEpochNanos, droppedSpans, mayLackSpans);
	}

	/**
	 * Makes traces of spans.
	 * @param spans the spans, of any number of traces and in any order
	 * @return the traces, by their start
	 */
	public static List<Trace> group(Collection<TraceSpan> spans) {
		Map<String, List<TraceSpan>> byTrace = new LinkedHashMap<>();
		spans.forEach((span) -> byTrace.computeIfAbsent(span.traceId(), (id) -> new ArrayList<>()).add(span));
		return byTrace.values()
			.stream()
			.map(Trace::of)
			.sorted(Comparator.comparingLong(Trace::startEpochNanos))
			.toList();
	}

	/**
	 * The id of the trace.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * When the earliest span started.
	 * @return nanoseconds since the epoch
	 */
	public long startEpochNanos() {
		return this.startEpochNanos;
	}

	/**
	 * How long it was from the start of the earliest span until all that is known had
	 * ended, work that nobody waited for included.
	 * @return nanoseconds
	 */
	public long durationNanos() {
		return this.endEpochNanos - this.startEpochNanos;
	}

	/**
	 * The spans, each parent before its children.
	 * @return the spans
	 */
	public List<TraceSpan> spans() {
		return this.nodes.stream().map(TraceNode::span).toList();
	}

	/**
	 * The nodes of the tree, each parent before its children, and children by their
	 * start.
	 * @return the nodes, at least one
	 */
	public List<TraceNode> nodes() {
		return Collections.unmodifiableList(this.nodes);
	}

	/**
	 * The nodes without a parent, by their start.
	 * @return the roots, at least one
	 */
	public List<TraceNode> roots() {
		return Collections.unmodifiableList(this.roots);
	}

	/**
	 * The root that the trace is known by: the earliest that is no orphan, and the
	 * earliest of all where all are.
	 * @return the root
	 */
	public TraceNode root() {
		return this.roots.stream().filter((root) -> !root.isOrphan()).findFirst().orElse(this.roots.get(0));
	}

	/**
	 * The first node in the order of {@link #nodes()} whose span has a name.
	 * @param name the name
	 * @return the node, or empty if no span has the name
	 */
	public Optional<TraceNode> find(String name) {
		return this.nodes.stream().filter((node) -> node.name().equals(name)).findFirst();
	}

	/**
	 * The nodes whose spans have a name.
	 * @param name the name
	 * @return the nodes, in the order of {@link #nodes()}
	 */
	public List<TraceNode> findAll(String name) {
		return this.nodes.stream().filter((node) -> node.name().equals(name)).toList();
	}

	/**
	 * The node of a span; where several spans have the id, the earliest.
	 * @param spanId the id of the span
	 * @return the node, or empty if the trace has no such span
	 */
	public Optional<TraceNode> findById(String spanId) {
		return Optional.ofNullable(this.nodesById.get(spanId));
	}

	/**
	 * The parallel groups among the roots that have a parent in common, which is missing
	 * or remote.
	 * @return the groups
	 */
	public List<ParallelGroup> parallelGroups() {
		return this.parallelGroups;
	}

	/**
	 * Whether a span of the trace has not ended.
	 * @return whether the trace is running
	 */
	public boolean isRunning() {
		return this.nodes.stream().anyMatch((node) -> node.span().isRunning());
	}

	/**
	 * How many spans of the trace were not kept.
	 * @return the number of spans not kept
	 */
	public int droppedSpans() {
		return this.droppedSpans;
	}

	/**
	 * Whether spans may be missing: some were not kept, or nobody knows.
	 * @return whether a parent that is not there may be for want of memory
	 */
	public boolean mayLackSpans() {
		return this.mayLackSpans;
	}

	/**
	 * What can be said of the trace beyond its tree. Made when it is first asked for; by
	 * two threads that ask at once it may be made twice, to the same effect.
	 */
	TraceAnalysis analysis() {
		TraceAnalysis made = this.analysis;
		if (made == null) {
			made = new TraceAnalysis(this);
			this.analysis = made;
		}
		return made;
	}

	/**
	 * The id, the root's name and the number of spans.
	 */
	@Override
	public String toString() {
		return "trace " + this.id + " (" + root().name() + ", " + this.nodes.size() + " spans)";
	}

	private static List<ParallelGroup> parallelGroups(List<TraceNode> roots) {
		Map<String, List<TraceNode>> siblings = new LinkedHashMap<>();
		for (TraceNode root : roots) {
			String parentId = root.span().parentId();
			if (parentId != null) {
				siblings.computeIfAbsent(parentId, (id) -> new ArrayList<>()).add(root);
			}
		}
		return siblings.values().stream().flatMap((list) -> ParallelGroups.find(list).stream()).toList();
	}

	private static TraceNode earlier(TraceNode one, TraceNode other) {
		return (one.startNanos() <= other.startNanos()) ? one : other;
	}

}
