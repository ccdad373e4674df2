package dev.tracing.viewer;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.tracing.store.StoredTrace;
import dev.tracing.trace.CriticalSegment;
import dev.tracing.trace.Finding;
import dev.tracing.trace.ParallelGroup;
import dev.tracing.trace.RepeatedCalls;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceAnalysis;
import dev.tracing.trace.TraceNode;
import dev.tracing.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tree of a trace.
 */
final class TraceJson {

	private static final String UNSET = "unset";

	private final Trace trace;

	private final StoredTrace stored;

	private final TraceAnalysis analysis;

	private final boolean full;

	private final JsonWriter json;

	private final Indexes<String> names = new Indexes<>();

	private final Indexes<String> threads = new Indexes<>();

	private final Indexes<Long> tasks = new Indexes<>();

	private final List<ParallelGroup> groups = new ArrayList<>();

	// by identity: the hash code of a group is that of all its members
	private final Map<ParallelGroup, Integer> groupIndexes = new IdentityHashMap<>();

	private final Map<TraceNode, Integer> repeatIndexes = new IdentityHashMap<>();

	private int repeats;

	/**
	 * Create a writer.
	 * @param stored the trace
	 * @param full whether attributes, events and links are written as well
	 */
	TraceJson(StoredTrace stored, boolean full) {
		this.trace = stored.trace();
		this.stored = stored;
		this.analysis = TraceAnalysis.of(this.trace);
		this.full = full;
		this.json = new JsonWriter((full ? 560 : 160) * this.trace.nodes().size());
		this.trace.parallelGroups().forEach(this::add);
		this.trace.nodes().forEach((node) -> node.parallelGroups().forEach(this::add));
		for (RepeatedCalls repeat : this.analysis.repeats()) {
			repeat.members().forEach((member) -> this.repeatIndexes.putIfAbsent(member, this.repeats));
			this.repeats++;
		}
	}

	/**
	 * Writes the trace.
	 */
	byte[] toBytes() {
		this.json.object(() -> {
			this.json.member("v", ViewerApi.VERSION)
				.member("id", this.trace.id())
				.member("seq", this.stored.sequence())
				.member("state", SummaryJson.state(this.stored.state()))
				.member("startUs", TimeUnit.NANOSECONDS.toMicros(this.trace.startEpochNanos()))
				.member("durNs", this.trace.root().durationNanos())
				.member("endNs", this.trace.durationNanos());
			this.json.name("spans").array(this.trace.nodes(), this::span);
			this.json.name("names").array(this.names.values(), this.json::value);
			this.json.name("threads").array(this.threads.values(), this.json::value);
			this.json.name("groups").array(this.groups, this::group);
			this.json.name("repeats").array(this.analysis.repeats(), this::repeat);
			this.json.name("critical").array(this.analysis.criticalPath(), this::segment);
			this.json.name("warnings").array(this.analysis.findings(), this::finding);
			this.json.name("missing").array(missing().entrySet(), this::missing);
			this.json.member("droppedSpans", this.trace.droppedSpans())
				.member("truncated", this.trace.droppedSpans() > 0);
		});
		return this.json.toBytes();
	}

	private void add(ParallelGroup group) {
		this.groupIndexes.put(group, this.groups.size());
		this.groups.add(group);
	}

	private void span(TraceNode node) {
		TraceSpan span = node.span();
		this.json.object(() -> {
			this.json.member("i", node.index())
				.member("id", span.spanId())
				.member("p", index(node.parent()))
				.member("n", this.names.of(span.name()))
				.member("k", SpanCategory.of(span).code())
				.member("s", node.startNanos())
				.member("d", node.durationNanos())
				.member("self", node.selfNanos())
				.member("th", this.threads.of(span.threadName()));
			// what most spans have not is left out: there may be ten thousand of them
			unless(-1, "x", this.tasks.of(boxed(span.taskId())));
			if (!status(span).equals(UNSET)) {
				this.json.member("st", status(span));
			}
			unless(0, "q", span.queueNanos().orElse(0));
			unless(0, "det", node.isDetached() ? 1 : 0);
			unless(-1, "grp", index(node.parallelGroup()));
			unless(-1, "rep", this.repeatIndexes.getOrDefault(node, -1));
			unless(0, "attrs", span.attributes().size());
			unless(0, "ev", span.events().size());
			unlessEmpty("w", this.analysis.findings(node), (finding) -> this.json.value(finding.rule().id()));
			if (this.full) {
				SpanJson.write(this.json, span, this.trace.startEpochNanos());
			}
		});
	}

	private void unless(long usual, String name, long value) {
		if (value != usual) {
			this.json.member(name, value);
		}
	}

	private <T> void unlessEmpty(String name, List<T> values, Consumer<T> each) {
		if (!values.isEmpty()) {
			this.json.name(name).array(values, each);
		}
	}

	private void group(ParallelGroup group) {
		this.json.object(() -> {
			this.json.member("parent", index(group.members().get(0).parent()));
			this.json.name("members").array(group.members(), (member) -> this.json.value(member.index()));
			this.json.member("max", group.maxConcurrency())
				.member("from", group.startNanos())
				.member("to", group.endNanos());
		});
	}

	private void repeat(RepeatedCalls repeat) {
		this.json.object(() -> {
			this.json.member("parent", repeat.parent().index())
				.member("key", repeat.key())
				.member("first", repeat.members().get(0).index())
				.member("count", repeat.count())
				.member("sumNs", repeat.sumNanos())
				.member("parallel", repeat.parallel());
		});
	}

	private void segment(CriticalSegment segment) {
		this.json.object(() -> {
			this.json.member("i", segment.node().index())
				.member("s", segment.startNanos())
				.member("e", segment.endNanos())
				.member("why", segment.why().name().toLowerCase(Locale.ROOT));
			unlessEmpty("cand", segment.candidates(), (candidate) -> this.json.value(candidate.index()));
		});
	}

	private void finding(Finding finding) {
		this.json.object(() -> {
			this.json.member("rule", finding.rule().id())
				.member("title", finding.rule().title())
				.member("i", finding.node().index())
				.member("level", finding.level().name().toLowerCase(Locale.ROOT))
				.member("msg", finding.message());
			this.json.name("data").object(() -> finding.data().forEach((name, value) -> {
				this.json.name(name);
				SpanJson.value(this.json, value);
			}));
		});
	}

	private void missing(Map.Entry<String, List<Integer>> missing) {
		this.json.object(() -> {
			this.json.member("id", missing.getKey());
			this.json.name("children").array(missing.getValue(), this.json::value);
		});
	}

	private Map<String, List<Integer>> missing() {
		Map<String, List<Integer>> missing = new LinkedHashMap<>();
		for (TraceNode root : this.trace.roots()) {
			String parentId = root.span().parentId();
			if (root.isOrphan() && parentId != null) {
				missing.computeIfAbsent(parentId, (id) -> new ArrayList<>()).add(root.index());
			}
		}
		return missing;
	}

	private int index(@Nullable TraceNode node) {
		return (node != null) ? node.index() : -1;
	}

	private int index(@Nullable ParallelGroup group) {
		return (group != null) ? this.groupIndexes.getOrDefault(group, -1) : -1;
	}

	static String status(TraceSpan span) {
		if (span.isRunning()) {
			return "running";
		}
		return switch (span.status()) {
			case OK -> "ok";
			case ERROR -> "error";
			case UNSET -> UNSET;
		};
	}

	private static @Nullable Long boxed(OptionalLong value) {
		return value.isPresent() ? value.getAsLong() : null;
	}

	/**
	 * Numbers values in the order in which they come.
	 */
	private static final class Indexes<T> {

		private final Map<T, Integer> indexes = new LinkedHashMap<>();

		/**
		 * The number of a value, from 0, or -1 for null.
		 */
		int of(@Nullable T value) {
			if (value == null) {
				return -1;
			}
			return this.indexes.computeIfAbsent(value, (added) -> this.indexes.size());
		}

		List<T> values() {
			return List.copyOf(this.indexes.keySet());
		}

	}

}
