package dev.tracing.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.Finding.Level;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong between a span and its parent in time.
 */
final class LinkRules {

	/**
	 * Spans may read different clocks, of which the wall clock's steps are this large.
	 */
	private static final long CLOCK_TOLERANCE_NANOS = 2_000_000;

	static void apply(TraceNode node, Consumer<Finding> found) {
		TraceNode parent = node.parent();
		if (parent == null) {
			return;
		}
		if (parent.startNanos() - node.startNanos() > CLOCK_TOLERANCE_NANOS) {
			long early = parent.startNanos() - node.startNanos();
			found.accept(new Finding(FindingRule.STARTS_BEFORE_PARENT, Level.INFO, node,
					"started " + HumanDuration.of(early) + " before its parent", Map.of("earlyNanos", early)));
		}
		if (node.isDetached() && !isMeantToBe(parent, node)) {
			if (node.startNanos() < parent.endNanos()) {
				if (!isStream(parent)) {
					found.accept(outlives(parent, node));
				}
			}
			else if (!node.startsOnThreadOf(parent)) {
				found.accept(startsAfter(parent, node));
			}
		}
	}

	private static boolean isMeantToBe(TraceNode parent, TraceNode node) {
		return Boolean.TRUE.equals(node.span().attributes().get(TracingAttributes.DETACHED))
				|| parent.span().kind() == SpanKind.PRODUCER && node.span().kind() == SpanKind.CONSUMER;
	}

	/**
	 * Whether a span ends when its client has gone, which others notice later.
	 */
	private static boolean isStream(TraceNode node) {
		return Boolean.TRUE.equals(node.span().attributes().get(TracingAttributes.STREAM));
	}

	private static Finding outlives(TraceNode parent, TraceNode node) {
		long over = node.endNanos() - parent.endNanos();
		boolean oneThread = ranOnOneThread(parent, node);
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("overNanos", over);
		data.put("sameThread", oneThread);
		return new Finding(FindingRule.OUTLIVES_PARENT, oneThread ? Level.WARN : Level.INFO, node,
				"ended " + HumanDuration.of(over) + " after its parent", data);
	}

	private static Finding startsAfter(TraceNode parent, TraceNode node) {
		long late = node.startNanos() - parent.endNanos();
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("lateNanos", late);
		node.span().queueNanos().ifPresent((queued) -> data.put("queuedNanos", queued));
		return new Finding(FindingRule.STARTS_AFTER_PARENT, Level.INFO, node,
				"started " + HumanDuration.of(late) + " after its parent had ended", data);
	}

	/**
	 * Whether both started and ended on the same thread, and code that calls and returns
	 * cannot have ended them in this order. A thread that takes turns between many pieces
	 * of work can.
	 */
	private static boolean ranOnOneThread(TraceNode parent, TraceNode node) {
		return node.startsOnThreadOf(parent) && endsWhereItStarts(node.span()) && endsWhereItStarts(parent.span())
				&& !takesTurns(node.span().threadName());
	}

	private static boolean endsWhereItStarts(TraceSpan span) {
		return span.endThreadId().isPresent() && span.endThreadId().equals(span.threadId());
	}

	private static boolean takesTurns(@Nullable String thread) {
		return thread != null && (thread.startsWith("reactor-") || thread.startsWith("parallel-")
				|| thread.startsWith("single-") || thread.startsWith("boundedElastic-") || thread.contains("epoll")
				|| thread.contains("nio") || thread.startsWith("DefaultDispatcher"));
	}

	private LinkRules() {
	}

}
