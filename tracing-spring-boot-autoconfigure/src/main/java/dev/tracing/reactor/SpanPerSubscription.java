package dev.tracing.reactor;

import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import io.micrometer.observation.Observation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;

/**
 * Makes a span of each subscription to a publisher.
 *
 * @param starter starts the spans
 * @param contexts finds their parents
 */
record SpanPerSubscription(SpanStarter starter, SubscriberContexts contexts) {

	/**
	 * Subscribes to the source inside a new span, or just so where none is needed.
	 * @param source the publisher
	 * @param actual who subscribes
	 * @param single whether the source is done with its first value
	 */
	<T> void subscribe(CorePublisher<? extends T> source, CoreSubscriber<? super T> actual, boolean single) {
		Context parent = this.contexts.parent(actual.currentContext());
		StartedSpan span = this.starter.start(parent);
		if (span == null) {
			source.subscribe(actual);
			return;
		}
		CoreSubscriber<T> subscriber = subscriber(actual, parent, span, single);
		Scope scope = span.context().makeCurrent();
		try {
			source.subscribe(subscriber);
		}
		catch (Throwable ex) {
			span.fail(ex);
			throw ex;
		}
		finally {
			scope.close();
		}
	}

	private <T> CoreSubscriber<T> subscriber(CoreSubscriber<? super T> actual, Context parent, StartedSpan span,
			boolean single) {
		reactor.util.context.Context context = actual.currentContext();
		Observation around = this.contexts.around(context);
		Observation standIn = this.contexts.standIn(span.context(), around);
		return new TracedSubscriber<>(actual, new SubscriberScope(parent, around, standIn), span,
				this.contexts.with(context, span.context(), standIn), single);
	}

}
