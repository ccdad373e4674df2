package dev.tracing.soak;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Publishers whose leaves are publishers, too.
 */
class ReactorConstructs implements Constructs {

	private static final Duration SOON = Duration.ofMillis(1);

	private final ReactiveLeaf leaf;

	ReactorConstructs(ReactiveLeaf leaf) {
		this.leaf = leaf;
	}

	@Override
	public List<Construct> constructs() {
		return List.of(
				Construct.reactive("zip on boundedElastic", "ReactiveLeaf.elastic {request=$} ×3",
						(request) -> zip(() -> this.leaf.elastic(request))),
				Construct.reactive("flatMap", "ReactiveLeaf.mono {request=$} ×3",
						(request) -> Flux.range(0, 3).flatMap((i) -> this.leaf.mono(request)).then(Mono.just("done"))),
				Construct.reactive("rails", "ReactiveLeaf.mono {request=$} ×3", this::rails),
				Construct.reactive("assembled first", "ReactiveLeaf.mono {request=$} ×3", this::assembled),
				Construct.reactive("nested across publishOn", """
						ReactiveLeaf.around {request=$}
						  ReactiveLeaf.mono {request=$}
						""", this::nested), Construct.reactive("retry", """
						ReactiveLeaf.failingTwice {request=$} [error: IllegalStateException] ×2
						ReactiveLeaf.failingTwice {request=$}
						""", (request) -> this.leaf.failingTwice(request).retry(2)),
				Construct.reactive("retry with backoff", """
						ReactiveLeaf.failingTwice {request=$} [error: IllegalStateException] ×2
						ReactiveLeaf.failingTwice {request=$}
						""", (request) -> this.leaf.failingTwice(request).retryWhen(Retry.backoff(2, SOON))),
				Construct.reactive("repeat", "ReactiveLeaf.mono {request=$} ×3",
						(request) -> this.leaf.mono(request).repeat(2).then(Mono.just("done"))),
				Construct.reactive("one mono twice", "ReactiveLeaf.mono {request=$} ×2", this::twice),
				Construct.reactive("timeout", "ReactiveLeaf.never {request=$} [cancelled]",
						(request) -> this.leaf.never(request).timeout(SOON).onErrorReturn("late")),
				Construct.reactive("take one", "ReactiveLeaf.ticks {request=$} [cancelled]",
						(request) -> this.leaf.ticks(request).take(1).last()),
				Construct.blocking("cancelled subscription", """
						ReactiveLeaf.around {request=$} [cancelled]
						  ReactiveLeaf.never {request=$} [cancelled]
						""", this::cancel), Construct.reactive("cached", """
						ReactiveLeaf.around {request=$}
						  ReactiveLeaf.mono {request=$}
						ReactiveLeaf.around {request=$}
						""", this::cached),
				Construct.reactive("futures", "ReactiveLeaf.ofFuture {request=$} ×3",
						(request) -> zip(() -> this.leaf.ofFuture(request))),
				Construct.blocking("turned into futures", "ReactiveLeaf.mono {request=$} ×3",
						SpringTaskConstructs.atOnce((request) -> this.leaf.mono(request).toFuture())));
	}

	static Mono<String> zip(Supplier<Mono<String>> work) {
		return Mono.zip(Stream.generate(work).limit(3).toList(), (results) -> "done");
	}

	private Mono<?> rails(String request) {
		return Flux.range(0, 3)
			.parallel(3)
			.runOn(Schedulers.parallel())
			.flatMap((i) -> this.leaf.mono(request))
			.sequential()
			.then(Mono.just("done"));
	}

	private Mono<?> assembled(String request) {
		List<Mono<String>> assembled = Stream.generate(() -> this.leaf.mono(request)).limit(3).toList();
		return Mono.delay(SOON).then(Mono.zip(assembled, (results) -> "done"));
	}

	private Mono<?> nested(String request) {
		Mono<String> inner = this.leaf.mono(request);
		return Mono.just(1)
			.publishOn(Schedulers.boundedElastic())
			.flatMap((i) -> this.leaf.around(request,
					Mono.just(1).publishOn(Schedulers.parallel()).flatMap((j) -> inner)));
	}

	private Mono<?> twice(String request) {
		Mono<String> same = this.leaf.mono(request);
		return Mono.zip(same, same);
	}

	/**
	 * Fills a cache, and then reads it.
	 */
	private Mono<?> cached(String request) {
		Mono<String> cached = this.leaf.mono(request).cache();
		return this.leaf.around(request, cached).then(this.leaf.around(request, cached));
	}

	private String cancel(String request) throws Exception {
		CompletableFuture<String> subscribed = new CompletableFuture<>();
		Disposable subscription = this.leaf
			.around(request, this.leaf.never(request).doOnSubscribe((ignored) -> subscribed.complete("done")))
			.subscribe();
		subscribed.get();
		subscription.dispose();
		return "done";
	}

}
