package dev.tracing.matrix;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.tracing.trace.Trace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Publishers with Reactor restoring thread-locals everywhere, which is the default: then
 * leaves may block, too.
 */
class ReactorMatrixTests extends ReactorMatrix {

	@BeforeAll
	static void restoreThreadLocalsEverywhere() {
		Hooks.enableAutomaticContextPropagation();
	}

	@Test
	void e1_blockingLeavesOnBoundedElasticAreSiblings() {
		this.root.mono(zip(this::blockingElsewhere)).block();
		assertFive("Leaf.work");
	}

	@Test
	void e2_blockingLeavesOnParallelRailsAreSiblings() {
		this.root
			.flux(Flux.range(1, 5)
				.parallel(5)
				.runOn(Schedulers.boundedElastic())
				.map((i) -> this.leaf.work())
				.sequential())
			.blockLast();
		assertFive("Leaf.work");
	}

	@Test
	void e7_blockingLeavesInMapAreUnderTheFlux() {
		assertUnderFlux(Flux.range(1, 5).publishOn(Schedulers.boundedElastic()).map((i) -> this.leaf.work()));
	}

	@Test
	void e7_blockingLeavesInConcatMapAreUnderTheFlux() {
		assertUnderFlux(Flux.range(1, 5).concatMap((i) -> blockingElsewhere()));
	}

	@Test
	void e7_blockingLeavesInDoOnNextAreUnderTheFlux() {
		assertUnderFlux(Flux.range(1, 5).publishOn(Schedulers.boundedElastic()).doOnNext((i) -> this.leaf.work()));
	}

	@Test
	void e7_blockingLeavesOnTheSubscribersThreadAreUnderTheFlux() {
		assertUnderFlux(Flux.range(1, 5).map((i) -> this.leaf.work()));
	}

	@Test
	void e8_blockingLeavesOfABlockingRootAreSiblings() {
		this.root.call(() -> zip(this::blockingElsewhere).block());
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.call
				└─ Leaf.work ×5
				""");
	}

	@Test
	void e8_blockingLeavesThatFollowAFutureAreUnderTheSubscriber() {
		this.root
			.mono(Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> "future",
					CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS)))
				.map((text) -> this.leaf.work()))
			.block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				└─ Leaf.work
				""");
	}

	@Test
	void e7_blockingLeavesOfASinkAreUnderTheSubscriberAndNotTheEmitter() {
		Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer();
		CompletableFuture<String> result = this.root.mono(sink.asFlux().next().map((text) -> this.leaf.work()))
			.toFuture();
		this.root.call(() -> {
			sink.tryEmitNext("hot").orThrow();
			return "emitted";
		});
		result.join();
		List<Trace> both = this.traces.await(2);
		assertThat(both.get(0)).hasTree("""
				Root.mono
				└─ Leaf.work
				""");
		assertThat(both.get(1)).hasTree("Root.call");
	}

	@Test
	void e7_blockingLeavesOfACachedMonoAreUnderTheSubscriberAndNotTheOneThatFilledTheCache() {
		Mono<String> cached = this.leaf.mono().cache();
		this.root.mono(cached.map((text) -> this.leaf.work())).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				├─ Leaf.mono
				└─ Leaf.work
				""");
		this.root.mono(cached.map((text) -> this.leaf.work())).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				└─ Leaf.work
				""");
	}

	@Test
	void e7_blockingLeavesOfACacheThatSeveralWaitForAreUnderTheirOwnSubscriber() {
		CountDownLatch bothWait = new CountDownLatch(1);
		Mono<String> cached = Mono.fromCallable(() -> {
			bothWait.await();
			return "cached";
		}).subscribeOn(Schedulers.boundedElastic()).cache();
		List<CompletableFuture<String>> results = Stream
			.generate(() -> this.root.mono(cached.map((text) -> this.leaf.work())).toFuture())
			.limit(2)
			.toList();
		bothWait.countDown();
		results.forEach(CompletableFuture::join);
		assertThat(this.traces.await(2)).allSatisfy((trace) -> assertThat(trace).hasTree("""
				Root.mono
				└─ Leaf.work
				"""));
	}

	@Test
	void e7_blockingLeavesOfASharedFluxAreUnderTheirOwnSubscriber() {
		CountDownLatch bothWait = new CountDownLatch(1);
		Flux<String> shared = Mono.fromCallable(() -> {
			bothWait.await();
			return "shared";
		}).subscribeOn(Schedulers.boundedElastic()).flux().share();
		List<CompletableFuture<String>> results = Stream
			.generate(
					() -> this.root.mono(shared.next().publishOn(Schedulers.parallel()).map((text) -> this.leaf.work()))
						.toFuture())
			.limit(2)
			.toList();
		bothWait.countDown();
		results.forEach(CompletableFuture::join);
		assertThat(this.traces.await(2)).allSatisfy((trace) -> assertThat(trace).hasTree("""
				Root.mono
				└─ Leaf.work
				"""));
	}

	private Mono<String> blockingElsewhere() {
		return Mono.fromCallable(this.leaf::work).subscribeOn(Schedulers.boundedElastic());
	}

	private void assertUnderFlux(Flux<?> work) {
		this.root.flux(work).blockLast();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.flux
				└─ Leaf.work ×5
				""");
	}

}
