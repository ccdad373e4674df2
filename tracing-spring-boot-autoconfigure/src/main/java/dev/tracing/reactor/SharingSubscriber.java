package dev.tracing.reactor;

import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One of several subscribers to the same signals. They come to it in its own context,
 * whoever's thread they come on; each scope ends with its signal.
 */
final class SharingSubscriber<T> implements CoreSubscriber<T>, Subscription, Scannable {

	private final CoreSubscriber<? super T> actual;

	private final SharerScope scope;

	private @Nullable Subscription upstream;

	private SharingSubscriber(CoreSubscriber<? super T> actual, SharerScope scope) {
		this.actual = actual;
		this.scope = scope;
	}

	/**
	 * Takes the context in which a subscriber is to get its signals, which is what it
	 * says or, if it says nothing, what its thread holds.
	 */
	static <T> CoreSubscriber<T> of(CoreSubscriber<? super T> actual, ObservationRegistry observations) {
		SubscriberContexts contexts = new SubscriberContexts(observations);
		Context context = actual.currentContext();
		return new SharingSubscriber<>(actual,
				new SharerScope(contexts.parent(context), contexts.around(context), observations));
	}

	@Override
	public Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.upstream, subscription)) {
			this.upstream = subscription;
			try (Scope scope = this.scope.open()) {
				this.actual.onSubscribe(this);
			}
		}
	}

	@Override
	public void onNext(T value) {
		try (Scope scope = this.scope.open()) {
			this.actual.onNext(value);
		}
	}

	@Override
	public void onError(Throwable failure) {
		try (Scope scope = this.scope.open()) {
			this.actual.onError(failure);
		}
	}

	@Override
	public void onComplete() {
		try (Scope scope = this.scope.open()) {
			this.actual.onComplete();
		}
	}

	@Override
	public void request(long n) {
		upstream().request(n);
	}

	@Override
	public void cancel() {
		upstream().cancel();
	}

	@Override
	@SuppressWarnings("rawtypes")
	public @Nullable Object scanUnsafe(Attr key) {
		if (key == Attr.PARENT) {
			return this.upstream;
		}
		if (key == Attr.ACTUAL) {
			return this.actual;
		}
		return (key == Attr.RUN_STYLE) ? Attr.RunStyle.SYNC : null;
	}

	private Subscription upstream() {
		Subscription result = this.upstream;
		// nobody can have this subscription before we have ours
		return (result != null) ? result : Operators.emptySubscription();
	}

}
