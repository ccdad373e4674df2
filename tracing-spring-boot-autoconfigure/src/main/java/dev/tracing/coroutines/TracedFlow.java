package dev.tracing.coroutines;

import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import io.opentelemetry.context.Context;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowCollector;
import org.jspecify.annotations.Nullable;

/**
 * A flow each collection of which is a span.
 */
final class TracedFlow<T> implements Flow<T> {

	private final Flow<T> flow;

	private final SpanStarter starter;

	private final CallerContext contexts;

	TracedFlow(Flow<T> flow, SpanStarter starter, CallerContext contexts) {
		this.flow = flow;
		this.starter = starter;
		this.contexts = contexts;
	}

	@Override
	@SuppressWarnings("unchecked")
	public @Nullable Object collect(FlowCollector<? super T> collector, Continuation<? super Unit> caller) {
		Context parent = this.contexts.parent(caller.getContext());
		StartedSpan span = this.starter.start(parent);
		Context inside = (span != null) ? span.context() : parent;
		CoroutineContext context = this.contexts.with(caller.getContext(), inside);
		TracedCollection<T> collection = new TracedCollection<>(collector, (Continuation<@Nullable Object>) caller,
				context, parent, span);
		return collection.call((continuation) -> this.flow.collect(collection, continuation));
	}

}
