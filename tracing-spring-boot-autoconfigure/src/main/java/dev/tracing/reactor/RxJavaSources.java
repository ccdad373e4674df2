package dev.tracing.reactor;

import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * RxJava's sources of one value as publishers. Spring's adapters have them as a
 * {@code Mono} that cancels its source once it has the value, and so the application's
 * {@code doOnDispose} would run where nobody disposes of anything.
 */
final class RxJavaSources {

	private RxJavaSources() {
	}

	/**
	 * The source as a publisher, or null if it is none of these.
	 */
	static @Nullable Publisher<?> publisherOf(Object source) {
		if (source instanceof Single<?> single) {
			return single.toFlowable();
		}
		return (source instanceof Maybe<?> maybe) ? maybe.toFlowable() : null;
	}

}
