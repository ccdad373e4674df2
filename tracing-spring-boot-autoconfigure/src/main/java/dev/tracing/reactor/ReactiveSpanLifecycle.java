package dev.tracing.reactor;

import java.lang.reflect.Modifier;

import dev.tracing.lifecycle.SpanLifecycle;
import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/**
 * The span of a publisher belongs to a subscription: it starts when the publisher is
 * subscribed to, below the subscriber's context, and lasts until the publisher terminates
 * or the subscription is cancelled. A {@code Mono} is done with its value. Two
 * subscriptions, a retry for example, are two spans; no subscription is none.
 *
 * <p>
 * The caller gets a publisher of the same kind as the call returned. Where that cannot be
 * made, because the caller counts on a type of which we have no publisher (a
 * {@code ConnectableFlux}, a {@code ParallelFlux}, or a class of the user's), the caller
 * gets the call's own object, and there is no span.
 *
 * <p>
 * Other types than Reactor's go through the conversions of Spring's registry.
 *
 * @since 0.1.0
 */
public final class ReactiveSpanLifecycle implements SpanLifecycle {

	private static final boolean RXJAVA = ClassUtils.isPresent("io.reactivex.rxjava3.core.Single",
			ReactiveSpanLifecycle.class.getClassLoader());

	private final ReactiveAdapterRegistry adapters;

	private final SubscriberContexts contexts;

	/**
	 * Create a lifecycle.
	 * @param adapters the reactive types other than Reactor's, and how to adapt them
	 * @param observations where the observations are made that have our spans as parents;
	 * may be one that does nothing
	 */
	public ReactiveSpanLifecycle(ReactiveAdapterRegistry adapters, ObservationRegistry observations) {
		this.adapters = adapters;
		this.contexts = new SubscriberContexts(observations);
	}

	@Override
	public boolean isCandidate(Class<?> declaredType) {
		return startsLater(declaredType) || declaredType.isAssignableFrom(Mono.class)
				|| declaredType.isAssignableFrom(Flux.class);
	}

	@Override
	public boolean startsLater(Class<?> declaredType) {
		return adapter(declaredType) != null;
	}

	@Override
	public boolean supports(Object result) {
		return result instanceof Mono || result instanceof Flux || adapter(result.getClass()) != null;
	}

	/**
	 * The span ends at once. It stands for the call, and each subscription is a span of
	 * its own: work that the call did itself may have children already.
	 */
	@Override
	public Object follow(Object result, StartedSpan span, SpanStarter starter) {
		span.end(null);
		Object replacement = startLater(result, Object.class, starter);
		return (replacement != null) ? replacement : result;
	}

	@Override
	public @Nullable Object startLater(Object result, Class<?> declaredType, SpanStarter starter) {
		Class<?> required = (declaredType != Object.class) ? declaredType : publicType(result.getClass());
		Object replacement = replace(result, required, new SpanPerSubscription(starter, this.contexts));
		return (required != Object.class && required.isInstance(replacement)) ? replacement : null;
	}

	private @Nullable Object replace(Object result, Class<?> required, SpanPerSubscription spans) {
		if (result instanceof Mono<?> mono) {
			return new TracedMono<>(Mono.from(mono), spans);
		}
		if (result instanceof Flux<?> flux) {
			return new TracedFlux<>(Flux.from(flux), spans);
		}
		ReactiveAdapter adapter = adapter(required);
		if (adapter == null) {
			return null;
		}
		Object single = RXJAVA ? RxJavaSources.replace(result, (source) -> new TracedMono<>(source, spans)) : null;
		if (single != null) {
			return single;
		}
		Publisher<?> publisher = adapter.toPublisher(result);
		return adapter.fromPublisher(adapter.isMultiValue() ? new TracedFlux<>(Flux.from(publisher), spans)
				: new TracedMono<>(Mono.from(publisher), spans));
	}

	/**
	 * The adapter of a type whose work begins when it is subscribed to, or null.
	 */
	private @Nullable ReactiveAdapter adapter(Class<?> type) {
		ReactiveAdapter adapter = this.adapters.getAdapter(type);
		if (adapter == null || !adapter.getDescriptor().isDeferred()) {
			return null;
		}
		// a Deferred runs already, whatever its descriptor says, and a Flow has a context
		// of its own to carry the span
		return adapter.getReactiveType().getName().startsWith("kotlinx.coroutines.") ? null : adapter;
	}

	/**
	 * The type by which a caller may know an object of the class, nothing else being
	 * known: the nearest superclass that is not hidden from users.
	 */
	private static Class<?> publicType(Class<?> type) {
		Class<?> result = type;
		while (!Modifier.isPublic(result.getModifiers()) || result.getPackageName().contains(".internal.")) {
			result = result.getSuperclass();
		}
		return result;
	}

}
