package dev.tracing.matrix.spring;

import java.util.concurrent.CompletableFuture;

import dev.tracing.Traced;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.scheduling.annotation.Async;

/**
 * A leaf in each shape that the projects of Spring give it, and the root above.
 */
class Leaf {

	@Traced
	public String work() {
		return "worked";
	}

	@Async
	@Traced
	public CompletableFuture<String> async() {
		return CompletableFuture.completedFuture("worked");
	}

	@Traced
	public Mono<String> mono() {
		return Mono.fromCallable(() -> "worked").subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * No leaf, but something between.
	 */
	@Traced
	public void between(Runnable work) {
		work.run();
	}

	@Traced
	public Mono<String> monoOf(Mono<String> source) {
		return source;
	}

	static class Root {

		@Traced("root")
		public void run(Runnable work) {
			work.run();
		}

	}

}
