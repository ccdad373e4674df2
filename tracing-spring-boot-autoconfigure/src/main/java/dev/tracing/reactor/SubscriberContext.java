package dev.tracing.reactor;

import dev.tracing.context.CapturedContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Where a subscriber's Reactor context and OpenTelemetry's context meet. Two keys of the
 * Reactor context are about spans: ours, and Micrometer's, under which frameworks keep
 * their current observation. Both are read and both are written, always.
 */
final class SubscriberContext {

	private static final Log logger = LogFactory.getLog(SubscriberContext.class);

	private final ObservationRegistry observations;

	SubscriberContext(ObservationRegistry observations) {
		this.observations = observations;
	}

	/**
	 * The parent of what a subscriber starts: what the accessors of the two keys would
	 * make current on a thread that holds nothing. Where the subscriber's context has
	 * neither, its thread tells.
	 * @param subscriber the subscriber's context
	 * @return the parent
	 */
	Context parent(ContextView subscriber) {
		CapturedContext captured = captured(subscriber);
		Observation observation = observation(subscriber);
		if (captured != null && !captured.isOlderThan(observation)) {
			return captured.context();
		}
		Context parent = (observation != null) ? contextOf(observation) : null;
		return (parent != null) ? parent : Context.current();
	}

	/**
	 * The context that the source of a span's subscription sees: the subscriber's, with
	 * the span under both keys.
	 * @param subscriber the subscriber's context
	 * @param context the span's context
	 * @return the context of the source
	 */
	reactor.util.context.Context with(reactor.util.context.Context subscriber, Context context) {
		Observation around = observation(subscriber);
		Observation standIn = standIn(context, around);
		if (standIn == null) {
			return subscriber.put(CapturedContext.KEY, CapturedContext.of(context, around));
		}
		return subscriber.put(ObservationThreadLocalAccessor.KEY, standIn)
			.put(CapturedContext.KEY, CapturedContext.of(context, standIn));
	}

	/**
	 * What an observation makes current when its scope is opened, or null if that has no
	 * span.
	 */
	private static @Nullable Context contextOf(Observation observation) {
		// what lies on the thread must not get into it
		Scope scope = Context.root().makeCurrent();
		try {
			Context[] context = { Context.root() };
			observation.scoped(() -> context[0] = Context.current());
			return Span.fromContext(context[0]).getSpanContext().isValid() ? context[0] : null;
		}
		catch (RuntimeException ex) {
			// handlers are the user's
			logger.debug("An observation's scope could not be opened", ex);
			return null;
		}
		finally {
			scope.close();
		}
	}

	private @Nullable Observation standIn(Context context, @Nullable Observation around) {
		try {
			return SpanObservation.of(context, around, this.observations);
		}
		catch (RuntimeException ex) {
			// predicates and handlers are the user's
			logger.debug("An observation could not be made for a span", ex);
			return null;
		}
	}

	private static @Nullable CapturedContext captured(ContextView subscriber) {
		Object value = subscriber.getOrDefault(CapturedContext.KEY, null);
		return (value instanceof CapturedContext captured) ? captured : null;
	}

	private static @Nullable Observation observation(ContextView subscriber) {
		Object value = subscriber.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		return (value instanceof Observation observation) ? observation : null;
	}

}
