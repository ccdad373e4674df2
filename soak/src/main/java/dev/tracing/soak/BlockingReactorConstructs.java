package dev.tracing.soak;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Publishers with leaves that block, and publishers that many requests share: what
 * another request's thread emits is worked on for the subscriber.
 */
class BlockingReactorConstructs implements Constructs {

	private final Leaf leaf;

	private final ReactiveLeaf reactive;

	private final Scheduler ofExecutor;

	private final Mono<String> cached = Mono.delay(Duration.ofMillis(2))
		.thenReturn("cached")
		.cache(Duration.ofMillis(5));

	/**
	 * Waits for the slowest of its subscribers, so that each has to ask for all.
	 */
	private final Flux<Long> shared = Flux.interval(Duration.ofMillis(2)).onBackpressureDrop().share();

	private final Sinks.Many<String> hot = Sinks.many().multicast().directBestEffort();

	BlockingReactorConstructs(Leaf leaf, ReactiveLeaf reactive, ExecutorService pool) {
		this.leaf = leaf;
		this.reactive = reactive;
		this.ofExecutor = Schedulers.fromExecutor(pool);
	}

	@Override
	public List<Construct> constructs() {
		return List.of(
				Construct.reactive("blocking zip", "Leaf.work {request=$} ×3",
						(request) -> ReactorConstructs.zip(() -> elsewhere(request))),
				Construct.reactive("blocking rails", "Leaf.work {request=$} ×3", this::rails),
				Construct.reactive("blocking in map", inFlux(), (request) -> flux(request,
						Flux.range(0, 3).publishOn(Schedulers.boundedElastic()).map((i) -> this.leaf.work(request)))),
				Construct.reactive("blocking in concatMap", inFlux(),
						(request) -> flux(request, Flux.range(0, 3).concatMap((i) -> elsewhere(request)))),
				Construct.reactive("blocking in doOnNext", inFlux(),
						(request) -> flux(request,
								Flux.range(0, 3)
									.publishOn(Schedulers.boundedElastic())
									.doOnNext((i) -> this.leaf.work(request)))),
				Construct.reactive("scheduler of executor", "ReactiveLeaf.on {request=$} ×3",
						(request) -> ReactorConstructs.zip(() -> this.reactive.on(request, this.ofExecutor))),
				Construct.reactive("cached for all", inAround(),
						(request) -> this.reactive.around(request,
								this.cached.publishOn(Schedulers.boundedElastic())
									.map((text) -> this.leaf.work(request)))),
				Construct.reactive("shared by all", inAround(),
						(request) -> this.reactive.around(request,
								this.shared.onBackpressureLatest()
									.next()
									.publishOn(Schedulers.boundedElastic())
									.map((i) -> this.leaf.work(request)))),
				Construct.reactive("hot", inAround(), this::hot));
	}

	private static String inFlux() {
		return """
				ReactiveLeaf.flux {request=$}
				  Leaf.work {request=$} ×3
				""";
	}

	private static String inAround() {
		return """
				ReactiveLeaf.around {request=$}
				  Leaf.work {request=$}
				""";
	}

	private Mono<String> flux(String request, Flux<?> work) {
		return this.reactive.flux(request, work).then(Mono.just("done"));
	}

	private Mono<String> elsewhere(String request) {
		return Mono.fromCallable(() -> this.leaf.work(request)).subscribeOn(Schedulers.boundedElastic());
	}

	private Mono<String> rails(String request) {
		return Flux.range(0, 3)
			.parallel(3)
			.runOn(Schedulers.boundedElastic())
			.map((i) -> this.leaf.work(request))
			.sequential()
			.then(Mono.just("done"));
	}

	/**
	 * Subscribes, and emits to whoever has subscribed. Nobody is missed for good, since
	 * everybody emits until it has got something itself.
	 */
	private Mono<String> hot(String request) {
		return this.reactive.around(request,
				this.hot.asFlux().next().publishOn(Schedulers.boundedElastic()).map((text) -> this.leaf.work(request)))
			.mergeWith(Flux.interval(Duration.ofMillis(1))
				.doOnNext((i) -> this.hot.tryEmitNext("hot"))
				.ofType(String.class))
			.next();
	}

}
