package dev.tracing.reactor;

import java.util.function.UnaryOperator;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * RxJava's sources of one value. Spring's adapters dispose of them once they have given
 * it, and so the application's {@code doOnDispose} would run where nobody disposes of
 * anything.
 */
final class RxJavaSources {

	private RxJavaSources() {
	}

	/**
	 * Puts something between a source and whoever subscribes to it.
	 * @param source any object
	 * @param between makes what is between of the source
	 * @return what is to be used instead of the source, of the same type; null if the
	 * source is none of these
	 */
	static @Nullable Object replace(Object source, UnaryOperator<Mono<?>> between) {
		if (source instanceof Single<?> single) {
			return Single.fromPublisher(between.apply(Mono.fromDirect(single.toFlowable())));
		}
		if (source instanceof Maybe<?> maybe) {
			return Flowable.fromPublisher(between.apply(Mono.fromDirect(maybe.toFlowable()))).singleElement();
		}
		return null;
	}

}
