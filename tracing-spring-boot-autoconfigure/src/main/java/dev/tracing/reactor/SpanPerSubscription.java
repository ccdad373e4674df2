package dev.tracing.reactor;

import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;

/**
 * Makes a span of each subscription to a publisher.
 *
 * @param starter starts the spans
 * @param subscriberContext finds their parents
 */
record SpanPerSubscription(SpanStarter starter, SubscriberContext subscriberContext) {

	/**
	 * Subscribes to the source inside a new span, or just so where none is needed.
	 * @param source the publisher
	 * @param actual who subscribes
	 * @param single whether the first value is the last signal that matters
	 */
	<T> void subscribe(CorePublisher<? extends T> source, CoreSubscriber<? super T> actual, boolean single) {
		Context parent = this.subscriberContext.parent(actual.currentContext());
		StartedSpan span = this.starter.start(parent);
		if (span == null) {
			source.subscribe(actual);
			return;
		}
		CoreSubscriber<T> subscriber = new TracedSubscriber<>(actual, span, parent,
				this.subscriberContext.with(actual.currentContext(), span.context()), single);
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

}
