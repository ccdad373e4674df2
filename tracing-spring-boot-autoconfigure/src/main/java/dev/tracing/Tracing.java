package dev.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Traced @Traced} does, by hand: for code that has no method of a bean to put
 * an annotation on. A bean of this type is in the application context.
 *
 * <pre class="code">
 * List&lt;Offer&gt; ranked = tracing.call("Offers.rank", () -> rank(offers));
 *
 * return tracing.span("Offers.stream").perSubscription(flux);
 * </pre>
 *
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface Tracing {

	/**
	 * Describes a span; nothing starts before one of the description's own methods is
	 * called.
	 * @param name the name of the span
	 * @return the description
	 */
	Description span(String name);

	/**
	 * Runs work inside a span of the given name.
	 * @param name the name of the span
	 * @param work the work, run exactly once on the caller's thread
	 */
	default void run(String name, Runnable work) {
		span(name).run(work);
	}

	/**
	 * Calls work inside a span of the given name.
	 * @param name the name of the span
	 * @param work the work, called exactly once on the caller's thread
	 * @return what the work returned, the very same object
	 * @param <T> the type of the result
	 * @param <E> the checked exception that the work may throw
	 * @throws E what the work throws, the very same object
	 * @see Description#call(TracedCallback)
	 */
	default <T extends @Nullable Object, E extends Throwable> T call(String name, TracedCallback<T, E> work) throws E {
		return span(name).call(work);
	}

	/**
	 * A span that is still to be started. Not safe for use by many threads while it is
	 * being described; safe once it is.
	 */
	interface Description {

		/**
		 * Sets the kind of the span, {@code INTERNAL} otherwise.
		 * @param kind the kind of the span
		 * @return this
		 */
		Description kind(SpanKind kind);

		/**
		 * Makes the span the root of a trace of its own, linked to the span that is
		 * current where it starts.
		 * @return this
		 */
		Description root();

		/**
		 * Names a type of exceptions that do not make the span an error. Can be called
		 * again to name more.
		 * @param type the type of expected exceptions
		 * @return this
		 */
		Description expected(Class<? extends Throwable> type);

		/**
		 * Puts an attribute on the span when it starts.
		 * @param key the key of the attribute
		 * @param value the value; null sets nothing
		 * @return this
		 * @param <A> the type of the value
		 */
		<A> Description attribute(AttributeKey<A> key, @Nullable A value);

		/**
		 * Puts a string attribute on the span when it starts.
		 * @param key the key of the attribute
		 * @param value the value; null sets nothing
		 * @return this
		 */
		default Description attribute(String key, @Nullable String value) {
			return attribute(AttributeKey.stringKey(key), value);
		}

		/**
		 * Runs work inside the span, which ends when the work returns or throws.
		 * @param work the work, run exactly once on the caller's thread
		 */
		default void run(Runnable work) {
			call(() -> {
				work.run();
				return this;
			});
		}

		/**
		 * Calls work inside the span. The span ends when the work returns or throws;
		 * where it returns a future, when that future completes. Where it returns a
		 * publisher, the span ends with the call and each subscription is a span more:
		 * use {@link #perSubscription(Object)} for a publisher.
		 * @param work the work, called exactly once on the caller's thread
		 * @return what the work returned; a future is the very same object
		 * @param <T> the type of the result
		 * @param <E> the checked exception that the work may throw
		 * @throws E what the work throws, the very same object
		 */
		<T extends @Nullable Object, E extends Throwable> T call(TracedCallback<T, E> work) throws E;

		/**
		 * Makes each subscription to a publisher a span, whose parent is the subscriber's
		 * context and which ends when the publisher terminates or the subscription is
		 * cancelled.
		 * @param publisher a {@code Mono}, a {@code Flux}, or another type known to
		 * Spring's {@code ReactiveAdapterRegistry}
		 * @return a publisher of the same type, to be subscribed to instead
		 * @param <P> the type of the publisher
		 * @throws IllegalArgumentException if the object is no publisher known, or of a
		 * class of its own, of which no other publisher can be made
		 */
		<P> P perSubscription(P publisher);

	}

}
