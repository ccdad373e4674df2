package dev.tracing.trace;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.tracing.trace.Finding.Level;

/**
 * What is wrong with the roots of a trace of which every span was kept.
 */
final class RootRules {

	static void apply(Trace trace, Consumer<Finding> found) {
		for (TraceNode root : trace.roots()) {
			String parentId = root.span().parentId();
			if (root.isOrphan() && parentId != null) {
				found.accept(new Finding(FindingRule.ORPHAN, Level.WARN, root,
						"has a parent of this process that was never recorded", Map.of("parentId", parentId)));
			}
		}
		List<TraceNode> own = trace.roots().stream().filter((root) -> root.span().parentId() == null).toList();
		if (own.size() > 1) {
			found.accept(new Finding(FindingRule.SEVERAL_ROOTS, Level.INFO, own.get(0),
					"is one of " + own.size() + " roots of the trace",
					Map.of("roots", own.stream().map(TraceNode::name).distinct().limit(10).toList(), "count",
							(long) own.size())));
		}
	}

	private RootRules() {
	}

}
