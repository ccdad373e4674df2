package dev.tracing.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.Finding.Level;
import io.opentelemetry.api.trace.SpanKind;

/**
 * Spans that run for very long while nothing happens in them.
 */
final class TimeRules {

	private static final long MIN_OPEN_NANOS = TimeUnit.SECONDS.toNanos(30);

	private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final int TIMES_AS_LONG = 10;

	static void apply(Trace trace, Consumer<Finding> found) {
		if (trace.isRunning()) {
			Map<String, Long> usual = longestEnded(trace);
			trace.nodes()
				.stream()
				.filter((node) -> node.span().isRunning() && !isExempt(node.span()))
				.forEach((node) -> apply(node,
						Math.max(usual.getOrDefault(node.name(), 0L), node.span().usualNanos().orElse(0)), found));
		}
	}

	private static void apply(TraceNode node, long usual, Consumer<Finding> found) {
		long open = node.durationNanos();
		if (open > Math.max(MIN_OPEN_NANOS, TIMES_AS_LONG * usual) && quietNanos(node) > QUIET_NANOS) {
			// how long a stream or a long poll lasts is for the client to say
			Level level = (node.span().kind() == SpanKind.SERVER) ? Level.INFO : Level.WARN;
			found.accept(new Finding(FindingRule.NEVER_ENDED, level, node,
					"has not ended for " + HumanDuration.of(open), Map.of("openNanos", open, "usualNanos", usual)));
		}
	}

	/**
	 * Whether a span lasts for as long as somebody else wants it to.
	 */
	private static boolean isExempt(TraceSpan span) {
		return span.kind() == SpanKind.CONSUMER || Boolean.TRUE.equals(span.attributes().get(TracingAttributes.STREAM));
	}

	private static Map<String, Long> longestEnded(Trace trace) {
		Map<String, Long> longest = new HashMap<>();
		trace.nodes()
			.stream()
			.filter((node) -> !node.span().isRunning())
			.forEach((node) -> longest.merge(node.name(), node.durationNanos(), Math::max));
		return longest;
	}

	/**
	 * For how long nothing happened in a span; not at all if a child is running, which is
	 * then the one to look at.
	 */
	private static long quietNanos(TraceNode node) {
		long last = node.startNanos();
		for (TraceNode child : node.children()) {
			last = Math.max(last, child.endNanos());
		}
		return node.endNanos() - last;
	}

	private TimeRules() {
	}

}
