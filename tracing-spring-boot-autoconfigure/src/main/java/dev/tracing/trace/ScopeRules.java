package dev.tracing.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.Finding.Level;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of scopes while the spans were recorded, and is told by events.
 */
final class ScopeRules {

	static void apply(TraceNode node, Consumer<Finding> found) {
		for (SpanEvent event : node.span().events()) {
			FindingRule rule = rule(event.name());
			if (rule != null) {
				found.accept(new Finding(rule, Level.WARN, node, message(rule), data(event)));
			}
		}
	}

	private static @Nullable FindingRule rule(String event) {
		return switch (event) {
			case TracingAttributes.SCOPE_LEAKED -> FindingRule.LEAKED_SCOPE;
			case TracingAttributes.SCOPE_CLOSED_ELSEWHERE -> FindingRule.SCOPE_CLOSED_ELSEWHERE;
			case TracingAttributes.SCOPE_OUTLIVED -> FindingRule.ENDED_IN_SCOPE;
			default -> null;
		};
	}

	private static String message(FindingRule rule) {
		return switch (rule) {
			case SCOPE_CLOSED_ELSEWHERE -> "has a scope that was closed on another thread, where that does nothing";
			case ENDED_IN_SCOPE -> "had ended and was still current when its thread began with other work";
			default -> "was left current on its thread by a scope that nobody closed";
		};
	}

	private static Map<String, Object> data(SpanEvent event) {
		Map<String, Object> data = new LinkedHashMap<>();
		event.attributes().forEach((key, value) -> data.put(key.getKey(), value));
		return data;
	}

	private ScopeRules() {
	}

}
