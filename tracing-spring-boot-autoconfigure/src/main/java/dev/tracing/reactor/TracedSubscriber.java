package dev.tracing.reactor;

import dev.tracing.lifecycle.StartedSpan;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable.ConditionalSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A subscription inside a span. What goes up to the source runs in the span's context,
 * what comes down to the subscriber in the subscriber's, whatever the thread and whatever
 * it holds; each scope ends with its call. Signals are passed on as they are, and the
 * span has ended when the subscriber learns that the source is done.
 */
final class TracedSubscriber<T> implements ConditionalSubscriber<T>, Subscription, Scannable {

	private final CoreSubscriber<? super T> actual;

	private final SubscriberScope actualScope;

	private final StartedSpan span;

	private final Context context;

	private final boolean single;

	private @Nullable Subscription upstream;

	/**
	 * Create a subscriber.
	 * @param actual who gets the signals
	 * @param actualScope what they are given in
	 * @param span the span, ended by this
	 * @param context the context that the source sees
	 * @param single whether the source is done with its first value
	 */
	TracedSubscriber(CoreSubscriber<? super T> actual, SubscriberScope actualScope, StartedSpan span, Context context,
			boolean single) {
		this.actual = actual;
		this.actualScope = actualScope;
		this.span = span;
		this.context = context;
		this.single = single;
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.upstream, subscription)) {
			this.upstream = subscription;
			Scope scope = this.actualScope.open();
			try {
				this.actual.onSubscribe(this);
			}
			finally {
				scope.close();
			}
		}
	}

	@Override
	public void onNext(T value) {
		endIfSingle(value);
		Scope scope = this.actualScope.open();
		try {
			this.actual.onNext(value);
		}
		finally {
			scope.close();
		}
	}

	@Override
	public boolean tryOnNext(T value) {
		if (!(this.actual instanceof ConditionalSubscriber<? super T> conditional)) {
			onNext(value);
			return true;
		}
		endIfSingle(value);
		Scope scope = this.actualScope.open();
		try {
			return conditional.tryOnNext(value);
		}
		finally {
			scope.close();
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.span.fail(failure);
		Scope scope = this.actualScope.open();
		try {
			this.actual.onError(failure);
		}
		finally {
			scope.close();
		}
	}

	@Override
	public void onComplete() {
		this.span.end(null);
		Scope scope = this.actualScope.open();
		try {
			this.actual.onComplete();
		}
		finally {
			scope.close();
		}
	}

	@Override
	public void request(long n) {
		Scope scope = this.span.context().makeCurrent();
		try {
			upstream().request(n);
		}
		finally {
			scope.close();
		}
	}

	@Override
	public void cancel() {
		Scope scope = this.span.context().makeCurrent();
		try {
			upstream().cancel();
		}
		finally {
			scope.close();
			// after what the source does when it is cancelled, which is part of the span
			this.span.cancel();
		}
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

	private void endIfSingle(T value) {
		if (this.single) {
			this.span.end(value);
		}
	}

	private Subscription upstream() {
		Subscription result = this.upstream;
		// nobody can have this subscription before we have ours
		return (result != null) ? result : Operators.emptySubscription();
	}

}
