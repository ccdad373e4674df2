package dev.tracing.matrix;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tracing.Traced;

import org.springframework.scheduling.annotation.Async;

/**
 * A leaf, called by listeners.
 */
class Leaf {

	@Traced
	public String work() {
		return Work.work();
	}

	@Async
	@Traced
	public CompletableFuture<String> async() {
		return CompletableFuture.completedFuture(Work.work());
	}

	/**
	 * Starts something five times.
	 * @return completes with the last of it
	 */
	static CompletableFuture<Void> atOnce(Supplier<CompletableFuture<String>> work) {
		List<CompletableFuture<String>> futures = Stream.generate(work).limit(5).toList();
		return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
	}

}
