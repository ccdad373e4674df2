package dev.tracing.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.Finding.Level;

/**
 * What was seen of scopes while the spans were recorded, and is told by events.
 */
final class ScopeRules {

	static void apply(TraceNode node, Consumer<Finding> found) {
		for (SpanEvent event : node.span().events()) {
			if (event.name().equals(TracingAttributes.SCOPE_LEAKED)) {
				found.accept(new Finding(FindingRule.LEAKED_SCOPE, Level.WARN, node,
						"was left current on its thread by a scope that nobody closed", data(event)));
			}
		}
	}

	private static Map<String, Object> data(SpanEvent event) {
		Map<String, Object> data = new LinkedHashMap<>();
		event.attributes().forEach((key, value) -> data.put(key.getKey(), value));
		return data;
	}

	private ScopeRules() {
	}

}
