package dev.tracing.coroutines;

import dev.tracing.context.ScopeClosing;
import dev.tracing.lifecycle.StartedSpan;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.flow.FlowCollector;
import org.jspecify.annotations.Nullable;

/**
 * A collection of a flow inside a span. The flow runs in the span's context; the
 * collector gets each value in its own, as it must: a flow that emits in another
 * coroutine context than it is collected in is refused.
 */
final class TracedCollection<T> extends SpanContinuation implements FlowCollector<T> {

	private final FlowCollector<? super T> collector;

	private final CoroutineContext collectorContext;

	private final Context parent;

	private final Context inside;

	/**
	 * Whether the collector has thrown, as it does when it wants no more values.
	 */
	private volatile boolean stopped;

	TracedCollection(FlowCollector<? super T> collector, Continuation<@Nullable Object> caller,
			CoroutineContext context, Context parent, @Nullable StartedSpan span) {
		super(context, caller, parent, span);
		this.collector = collector;
		this.collectorContext = caller.getContext();
		this.parent = parent;
		this.inside = (span != null) ? span.context() : parent;
	}

	@Override
	public @Nullable Object emit(T value, Continuation<? super Unit> flow) {
		Context before = Context.current();
		Scope scope = this.parent.makeCurrent();
		try {
			return this.collector.emit(value, new Emission(flow));
		}
		catch (Throwable ex) {
			this.stopped = true;
			throw ex;
		}
		finally {
			ScopeClosing.close(scope, before);
		}
	}

	/**
	 * A failure of the collector passes through the flow, and is none of the flow's.
	 */
	@Override
	void fail(Throwable failure) {
		if (this.stopped) {
			cancel();
		}
		else {
			super.fail(failure);
		}
	}

	/**
	 * Leads from the collector back to the flow.
	 */
	private final class Emission extends SwitchingContinuation {

		@SuppressWarnings("unchecked")
		Emission(Continuation<? super Unit> flow) {
			super(TracedCollection.this.collectorContext, (Continuation<@Nullable Object>) flow,
					TracedCollection.this.inside);
		}

		@Override
		void done(@Nullable Object result) {
			try {
				ResultKt.throwOnFailure(result);
			}
			catch (Throwable ex) {
				TracedCollection.this.stopped = true;
			}
		}

	}

}
