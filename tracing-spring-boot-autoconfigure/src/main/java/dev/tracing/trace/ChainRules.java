package dev.tracing.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

import dev.tracing.trace.Finding.Level;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * What a forgotten scope looks like in a tree, and chains that never end.
 */
final class ChainRules {

	private static final int MIN_STEPS = 3;

	private static final int MAX_DEPTH = 64;

	private static final int MIN_ALIKE_PERCENT = 90;

	// of Spring's observations of scheduled tasks, whose spans have no kind of their own
	private static final AttributeKey<String> SCHEDULED_METHOD = AttributeKey.stringKey("code.function");

	private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

	private final Consumer<Finding> found;

	/** For each node: how many steps of a staircase lead to it. */
	private final int[] steps;

	/** For each node: on how many levels above it a parent has but one, alike child. */
	private final int[] alike;

	private ChainRules(int size, Consumer<Finding> found) {
		this.found = found;
		this.steps = new int[size];
		this.alike = new int[size];
	}

	static void apply(Trace trace, Consumer<Finding> found) {
		ChainRules rules = new ChainRules(trace.nodes().size(), found);
		trace.nodes().forEach(rules::visit);
		trace.roots().forEach(rules::findRunaway);
	}

	private void visit(TraceNode node) {
		TraceNode parent = node.parent();
		if (parent == null) {
			return;
		}
		if (isStep(parent, node)) {
			this.steps[node.index()] = this.steps[parent.index()] + 1;
			if (this.steps[node.index()] == MIN_STEPS) {
				addStaircase(node);
			}
		}
		boolean only = parent.children().size() == 1 && parent.name().equals(node.name());
		this.alike[node.index()] = this.alike[parent.index()] + (only ? 1 : 0);
		if (isEntry(node) && isInAnotherUnit(parent, node)) {
			this.found.accept(new Finding(FindingRule.ENTRY_IN_ENTRY, Level.WARN, node,
					"is below '" + EscapedText.of(parent.name()) + "', which is another unit of work",
					evidence(parent, node)));
		}
	}

	/**
	 * Whether a span follows its parent on the same thread, as if it were its sibling.
	 */
	private static boolean isStep(TraceNode parent, TraceNode node) {
		return node.startNanos() >= parent.endNanos() && node.startsOnThreadOf(parent);
	}

	private void addStaircase(TraceNode node) {
		List<String> names = new ArrayList<>();
		TraceNode first = node;
		for (int i = 0; i <= MIN_STEPS && first != null; i++) {
			names.add(0, first.name());
			node = first;
			first = first.parent();
		}
		this.found.accept(new Finding(FindingRule.STAIRCASE, Level.WARN, node,
				"is the first of spans that followed one another and yet are each other's parents",
				Map.of("names", names, "thread", String.valueOf(node.span().threadName()))));
	}

	private static boolean isEntry(TraceNode node) {
		SpanKind kind = node.span().kind();
		return kind == SpanKind.SERVER || kind == SpanKind.CONSUMER || isScheduled(node.span());
	}

	private static boolean isScheduled(TraceSpan span) {
		return span.name().startsWith("task ") && span.attributes().get(SCHEDULED_METHOD) != null
				&& span.attributes().get(OUTCOME) != null;
	}

	/**
	 * Whether the parent is no caller of the entry but other work that had ended, or that
	 * is on another thread. A test that calls a handler itself is neither.
	 */
	private static boolean isInAnotherUnit(TraceNode parent, TraceNode node) {
		return !node.span().isParentRemote()
				&& !Set.of(SpanKind.CLIENT, SpanKind.PRODUCER).contains(parent.span().kind())
				&& (node.startNanos() >= parent.endNanos() || !node.startsOnThreadOf(parent));
	}

	private static Map<String, Object> evidence(TraceNode parent, TraceNode node) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("parent", parent.name());
		data.put("kind", node.span().kind().name());
		putIfPresent(data, "thread", node.span().threadName());
		putIfPresent(data, "parentThread", parent.span().threadName());
		OptionalLong task = node.span().taskId();
		task.ifPresent((id) -> data.put("taskId", id));
		return data;
	}

	private static void putIfPresent(Map<String, Object> data, String key, @Nullable String value) {
		if (value != null) {
			data.put(key, value);
		}
	}

	/**
	 * Finds the deepest chain of a root, and tells it at its end.
	 */
	private void findRunaway(TraceNode root) {
		TraceNode worst = null;
		for (TraceNode node : root.descendants()) {
			if (node.depth() > MAX_DEPTH && this.alike[node.index()] * 100L >= node.depth() * (long) MIN_ALIKE_PERCENT
					&& (worst == null || node.depth() > worst.depth())) {
				worst = node;
			}
		}
		if (worst != null) {
			this.found.accept(new Finding(FindingRule.RUNAWAY_CHAIN, Level.INFO, worst,
					"is at the end of a chain of " + worst.depth() + " spans", Map.of("depth", (long) worst.depth())));
		}
	}

}
