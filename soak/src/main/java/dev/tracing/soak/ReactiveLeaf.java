package dev.tracing.soak;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Traced methods that return a publisher.
 */
class ReactiveLeaf {

	@Traced
	public Mono<String> mono(@SpanAttribute("request") String request) {
		return Mono.defer(() -> Mono.delay(Work.duration())).thenReturn("worked");
	}

	@Traced
	public Mono<String> elastic(@SpanAttribute("request") String request) {
		return Mono.fromCallable(Work::work).subscribeOn(Schedulers.boundedElastic());
	}

	@Traced
	public Mono<String> on(@SpanAttribute("request") String request, Scheduler scheduler) {
		return Mono.fromCallable(Work::work).subscribeOn(scheduler);
	}

	@Traced
	public Mono<String> ofFuture(@SpanAttribute("request") String request) {
		return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> "worked",
				CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)));
	}

	@Traced
	public Mono<String> failingTwice(@SpanAttribute("request") String request) {
		AtomicInteger attempts = new AtomicInteger();
		return Mono.defer(() -> Mono.delay(Work.duration())).map((ignored) -> {
			if (attempts.incrementAndGet() <= 2) {
				throw new IllegalStateException("attempt " + attempts);
			}
			return "worked";
		});
	}

	@Traced
	public Mono<String> never(@SpanAttribute("request") String request) {
		return Mono.never();
	}

	@Traced
	public Flux<Long> ticks(@SpanAttribute("request") String request) {
		return Flux.interval(Duration.ofMillis(1)).onBackpressureDrop();
	}

	@Traced
	public <T> Mono<T> around(@SpanAttribute("request") String request, Mono<T> work) {
		return work;
	}

	@Traced
	public <T> Flux<T> flux(@SpanAttribute("request") String request, Flux<T> work) {
		return work;
	}

}
