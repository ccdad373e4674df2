package dev.tracing.matrix;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.scheduling.annotation.Async;

/**
 * A leaf, in each shape that a web application gives it.
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

	@Traced
	public Mono<String> mono() {
		return Mono.delay(Duration.ofMillis(Work.MILLIS)).thenReturn("worked");
	}

	@Async
	@Traced
	public void asyncAfter(Semaphore go) {
		go.acquireUninterruptibly();
		Work.work();
	}

	@Async
	@Traced
	public CompletableFuture<String> asyncFor(@SpanAttribute("request") String request) {
		return CompletableFuture.completedFuture(Work.work());
	}

	@Traced
	public Mono<String> monoFor(@SpanAttribute("request") String request) {
		return mono();
	}

	@Traced
	public Mono<String> elasticFor(@SpanAttribute("request") String request) {
		return Mono.fromCallable(Work::work).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Does something five times, one after another.
	 */
	static String inARow(Supplier<String> work) {
		return Stream.generate(work).limit(5).collect(Collectors.joining(","));
	}

	/**
	 * Starts something five times.
	 * @return completes with the last of it
	 */
	static CompletableFuture<String> atOnce(Supplier<CompletableFuture<String>> work) {
		List<CompletableFuture<String>> futures = Stream.generate(work).limit(5).toList();
		return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
			.thenApply((ignored) -> futures.stream().map(CompletableFuture::join).collect(Collectors.joining(",")));
	}

	/**
	 * Makes something five times, to be subscribed to together.
	 */
	static Mono<String> zipped(Supplier<Mono<String>> work) {
		return Mono.zip(Stream.generate(work).limit(5).toList(), Arrays::toString);
	}

}
