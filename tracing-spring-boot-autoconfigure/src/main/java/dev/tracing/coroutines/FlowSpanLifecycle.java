package dev.tracing.coroutines;

import dev.tracing.lifecycle.SpanLifecycle;
import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.SharedFlow;
import org.jspecify.annotations.Nullable;

/**
 * The span of a flow belongs to a collection: it starts when the flow is collected, below
 * the collector's context, and lasts until the flow is done or the collector wants no
 * more. Two collections are two spans; no collection is none.
 *
 * <p>
 * A {@link SharedFlow} is left alone, a {@code StateFlow} too: it is no work that begins
 * when it is collected, and its collections have no end.
 *
 * @since 0.1.0
 */
public final class FlowSpanLifecycle implements SpanLifecycle {

	private final CallerContext contexts;

	/**
	 * Create a lifecycle.
	 * @param contexts finds the spans' parents
	 */
	public FlowSpanLifecycle(CallerContext contexts) {
		this.contexts = contexts;
	}

	@Override
	public boolean isCandidate(Class<?> declaredType) {
		return startsLater(declaredType) || declaredType.isAssignableFrom(Flow.class);
	}

	@Override
	public boolean startsLater(Class<?> declaredType) {
		return Flow.class.isAssignableFrom(declaredType);
	}

	@Override
	public boolean supports(Object result) {
		return result instanceof Flow;
	}

	/**
	 * The span ends at once. It stands for the call, and each collection is a span of its
	 * own: work that the call did itself may have children already.
	 */
	@Override
	public Object follow(Object result, StartedSpan span, SpanStarter starter) {
		span.end(null);
		Object replacement = startLater(result, Flow.class, starter);
		return (replacement != null) ? replacement : result;
	}

	@Override
	public @Nullable Object startLater(Object result, Class<?> declaredType, SpanStarter starter) {
		if (result instanceof SharedFlow || !declaredType.isAssignableFrom(TracedFlow.class)) {
			return null;
		}
		return new TracedFlow<>((Flow<?>) result, starter, this.contexts);
	}

}
