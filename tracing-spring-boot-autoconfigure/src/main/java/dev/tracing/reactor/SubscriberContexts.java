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
 * Where Reactor's context and OpenTelemetry's meet. Two keys of a Reactor context are
 * about spans: ours, and Micrometer's, under which frameworks keep their current
 * observation. Both are read and both are written, always.
 *
 * @since 0.1.0
 */
public final class SubscriberContexts {

	private static final Log logger = LogFactory.getLog(SubscriberContexts.class);

	private final ObservationRegistry observations;

	/**
	 * Create an instance.
	 * @param observations where the observations are made that have our spans as parents;
	 * may be one that does nothing
	 */
	public SubscriberContexts(ObservationRegistry observations) {
		this.observations = observations;
	}

	/**
	 * The parent of what a subscriber starts: what the accessors of the two keys would
	 * make current on a thread that holds nothing. Where the subscriber's context has
	 * neither, its thread tells.
	 * @param subscriber the subscriber's context
	 * @return the parent
	 */
	public Context parent(ContextView subscriber) {
		Context parent = find(subscriber);
		return (parent != null) ? parent : Context.current();
	}

	/**
	 * The same, without asking the thread.
	 * @param subscriber the subscriber's context
	 * @return the parent, or null if the subscriber's context has neither key
	 */
	public @Nullable Context find(ContextView subscriber) {
		CapturedContext captured = captured(subscriber);
		Observation observation = observation(subscriber);
		if (captured != null && !captured.isOlderThan(observation)) {
			return captured.context();
		}
		return (observation != null) ? contextOf(observation) : null;
	}

	/**
	 * The observation around what a subscriber starts.
	 * @param subscriber the subscriber's context
	 * @return the observation, or null if there is none
	 */
	@Nullable Observation around(ContextView subscriber) {
		Observation observation = observation(subscriber);
		return (observation != null) ? observation : this.observations.getCurrentObservation();
	}

	/**
	 * Makes an observation that stands for a span.
	 * @param span the context of the span
	 * @param around the observation around it, or null if there is none
	 * @return the observation, or null if none is wanted
	 */
	@Nullable Observation standIn(Context span, @Nullable Observation around) {
		try {
			return SpanObservation.of(span, around, this.observations);
		}
		catch (RuntimeException ex) {
			// predicates and handlers are the user's
			logger.debug("No observation could be made for a span", ex);
			return null;
		}
	}

	/**
	 * The context that work inside a span sees: the subscriber's, with the span under
	 * both keys.
	 * @param subscriber the subscriber's context
	 * @param span the context of the span
	 * @return the context of the work
	 */
	public reactor.util.context.Context with(reactor.util.context.Context subscriber, Context span) {
		return with(subscriber, span, standIn(span, around(subscriber)));
	}

	/**
	 * The same, with an observation that is there already.
	 * @param subscriber the subscriber's context
	 * @param span the context of the span
	 * @param standIn the observation that stands for the span, or null if there is none
	 * @return the context of the work
	 */
	reactor.util.context.Context with(reactor.util.context.Context subscriber, Context span,
			@Nullable Observation standIn) {
		if (standIn == null) {
			return subscriber.put(CapturedContext.KEY, CapturedContext.of(span, observation(subscriber)));
		}
		return subscriber.put(ObservationThreadLocalAccessor.KEY, standIn)
			.put(CapturedContext.KEY, CapturedContext.of(span, standIn));
	}

	/**
	 * What an observation makes current when its scope is opened, or null if that has no
	 * span.
	 */
	private static @Nullable Context contextOf(Observation observation) {
		// what lies on the thread must not get into it
		Scope scope = Context.root().makeCurrent();
		try {
			Context context = observation.scoped(Context::current);
			return Span.fromContext(context).getSpanContext().isValid() ? context : null;
		}
		catch (RuntimeException ex) {
			// handlers are the user's
			logger.debug("The scope of an observation could not be opened", ex);
			return null;
		}
		finally {
			scope.close();
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
