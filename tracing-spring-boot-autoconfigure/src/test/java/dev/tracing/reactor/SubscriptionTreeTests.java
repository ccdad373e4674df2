package dev.tracing.reactor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.ParallelFlux;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the tree looks like for publishers that are subscribed to in every way, with
 * Reactor restoring thread-locals everywhere and without.
 */
@ParameterizedClass
@EnumSource(Propagation.class)
class SubscriptionTreeTests {

	private static final Duration SHORT = Duration.ofMillis(20);

	private static final Duration LONG = Duration.ofSeconds(10);

	@Parameter
	Propagation propagation;

	private final TracedPublishers traced = new TracedPublishers();

	@BeforeEach
	void switchOn() {
		this.propagation.switchOn();
	}

	@AfterEach
	void nothingIsLeft() {
		this.traced.close();
	}

	@Test
	void noSubscriptionIsNoSpan() {
		this.traced.mono("unused", () -> Mono.just(1));
		this.traced.flux("unused", () -> Flux.just(1));
		assertThat(this.traced.spans.all()).isEmpty();
	}

	@Test
	void zippedOnBoundedElasticAreSiblings() {
		root(Mono.zip(IntStream.range(0, 5).mapToObj((i) -> leaf().subscribeOn(this.traced.elastic)).toList(),
				(values) -> values.length))
			.block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  leaf
				  leaf
				  leaf
				""");
	}

	@Test
	void delaysInFlatMapAreSiblings() {
		root(Flux.range(0, 3).flatMap((i) -> leaf())).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  leaf
				""");
	}

	@Test
	void railsOfParallelAreSiblings() {
		root(Flux.range(0, 4).parallel(2).runOn(this.traced.parallel).flatMap((i) -> leaf())).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  leaf
				  leaf
				""");
	}

	@Test
	void assembledFirstAndSubscribedTogetherAreSiblingsEachAsLongAsItsWork() {
		List<Sinks.One<Integer>> work = Stream.generate(Sinks::<Integer>one).limit(3).toList();
		CompletableFuture<?> root = this.traced.mono("root", () -> {
			List<Mono<Integer>> assembled = work.stream()
				.map((sink) -> this.traced.mono("leaf", sink::asMono))
				.toList();
			return Flux.merge(assembled).collectList();
		}).toFuture();
		for (int i = 0; i < work.size(); i++) {
			assertThat(this.traced.spans.all()).hasSize(i);
			work.get(i).tryEmitValue(i).orThrow();
		}
		root.join();
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  leaf
				""");
	}

	@Test
	void nestsAcrossPublishOn() {
		this.traced.mono("parent", () -> Mono.just(1)
			.publishOn(this.traced.elastic)
			.flatMap((a) -> this.traced.mono("child", () -> Mono.just(2)
				.publishOn(this.traced.parallel)
				.flatMap((b) -> this.traced.mono("grandchild", () -> Mono.just(3).publishOn(this.traced.elastic))))))
			.block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				parent
				  child
				    grandchild
				""");
	}

	@Test
	void nestsAcrossSubscribeOnAtEachLevel() {
		this.traced
			.mono("parent",
					() -> Mono.defer(() -> this.traced.mono("child", () -> leaf().subscribeOn(this.traced.elastic)))
						.subscribeOn(this.traced.parallel))
			.subscribeOn(this.traced.elastic)
			.block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				parent
				  child
				    leaf
				""");
	}

	@Test
	void oneAfterTheOtherAreSiblings() {
		root(leaf("first").then(leaf("second"))
			.flatMap((i) -> leaf("third"))
			.map((i) -> i)
			.flatMap((i) -> leaf("fourth"))).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  first
				  fourth
				  second
				  third
				""");
	}

	@Test
	void whatFollowsDownstreamIsASiblingAndNotInside() {
		root(this.traced.flux("numbers", () -> Flux.range(0, 2).delayElements(SHORT, this.traced.parallel))
			.flatMap((i) -> leaf())).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  numbers
				""");
	}

	@Test
	void callsInADownstreamMapAreSiblingsEvenOnTheSourcesThread() {
		root(this.traced.mono("source", () -> Mono.delay(SHORT, this.traced.parallel))
			.map((i) -> this.traced.leaf("mapped", i))).block(LONG);
		root(this.traced.flux("source", () -> Flux.range(0, 2)).map((i) -> this.traced.leaf("mapped", i))).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  mapped
				  source
				root
				  mapped
				  mapped
				  source
				""");
	}

	@Test
	void retriesAreSiblingsAndTheFailedAreMarked() {
		AtomicInteger attempts = new AtomicInteger();
		root(this.traced.mono("attempt", () -> Mono.delay(SHORT, this.traced.parallel).map((i) -> {
			if (attempts.incrementAndGet() < 3) {
				throw new IllegalStateException("attempt " + attempts);
			}
			return i;
		})).retryWhen(Retry.fixedDelay(2, SHORT).scheduler(this.traced.elastic))).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  attempt failed
				  attempt failed
				  attempt
				""");
	}

	@Test
	void subscribedToTwiceAreSiblings() {
		Mono<Integer> leaf = leaf();
		root(leaf.then(leaf)).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				""");
	}

	@Test
	void repetitionsAreSiblings() {
		root(leaf().repeat(2)).block(LONG);
		root(this.traced.flux("numbers", () -> Flux.range(0, 2)).repeat(1)).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  leaf
				root
				  numbers
				  numbers
				""");
	}

	@Test
	void timeoutCancels() {
		assertThatThrownBy(
				() -> root(this.traced.mono("slow", Mono::never).timeout(SHORT, this.traced.parallel)).block(LONG))
			.hasCauseInstanceOf(TimeoutException.class);
		assertThat(this.traced.tree()).isEqualTo("""
				root failed
				  slow cancelled
				""");
	}

	@Test
	void takingTheFirstOfManyCancels() {
		root(this.traced.flux("interval", () -> Flux.interval(SHORT, this.traced.parallel)).take(1)).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  interval cancelled
				""");
	}

	@Test
	void theLoserOfARaceIsCancelled() {
		root(Mono.firstWithValue(leaf("fast"), this.traced.mono("slow", Mono::<Integer>never))).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  fast
				  slow cancelled
				""");
	}

	@Test
	void theOthersOfAFailedZipAreCancelled() {
		assertThatThrownBy(() -> root(Mono.zip(this.traced.mono("waiting", Mono::<Integer>never),
				this.traced.mono("failing",
						() -> Mono.delay(SHORT, this.traced.parallel).map((i) -> 1 / (i.intValue())))))
			.block(LONG)).isInstanceOf(ArithmeticException.class);
		assertThat(this.traced.tree()).isEqualTo("""
				root failed
				  failing failed
				  waiting cancelled
				""");
	}

	@Test
	void disposingCancelsThroughAllLevels() {
		Disposable subscription = root(this.traced.mono("child", () -> this.traced.mono("grandchild", Mono::never)))
			.subscribe();
		assertThat(this.traced.spans.all()).isEmpty();
		subscription.dispose();
		assertThat(this.traced.tree()).isEqualTo("""
				root cancelled
				  child cancelled
				    grandchild cancelled
				""");
	}

	@Test
	void switchMapCancelsTheOneBefore() {
		root(Flux.just(1, 2)
			.delayElements(SHORT, this.traced.parallel)
			.switchMap((i) -> (i == 1) ? this.traced.flux("replaced", Flux::never) : leaf("last").flux())).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  last
				  replaced cancelled
				""");
	}

	@Test
	void aCallThatBlocksIsTheParentOfWhatItWaitsFor() {
		this.traced.call("root", () -> Flux.range(0, 3).flatMap((i) -> leaf()).collectList().block(LONG));
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  leaf
				""");
	}

	@Test
	void fromFutureAndToFutureStayBelowTheirParent() throws Exception {
		CompletableFuture<Integer> future = this.traced.call("root",
				() -> Mono.zip(this.traced.mono("from", () -> Mono.fromFuture(this::inParallel)), leaf())
					.map((tuple) -> tuple.getT1() + tuple.getT2())
					.toFuture());
		assertThat(future.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  from
				  leaf
				""");
	}

	@Test
	void aSinkThatSomebodyElseFeedsKeepsTheSubscribersParent() {
		Sinks.Many<Integer> sink = Sinks.many().multicast().onBackpressureBuffer();
		Mono<?> root = root(this.traced.flux("numbers", sink::asFlux).take(2).flatMap((i) -> leaf()));
		CompletableFuture<?> done = root.toFuture();
		this.traced.call("feeder", () -> {
			sink.tryEmitNext(1).orThrow();
			sink.tryEmitNext(2).orThrow();
			return null;
		});
		done.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
		assertThat(this.traced.tree()).isEqualTo("""
				feeder
				root
				  leaf
				  leaf
				  numbers cancelled
				""");
	}

	@Test
	void callsBelowASharedSourceAreUnderTheirOwnSubscriber() {
		Sinks.One<Integer> shared = Sinks.one();
		CompletableFuture<?> first = root("first",
				this.traced.mono("wait", shared::asMono).map((i) -> this.traced.leaf("mapped", i)))
			.toFuture();
		CompletableFuture<?> second = root("second",
				this.traced.mono("wait", shared::asMono).map((i) -> this.traced.leaf("mapped", i)))
			.toFuture();
		this.traced.call("completer", () -> {
			shared.tryEmitValue(1).orThrow();
			return null;
		});
		first.join();
		second.join();
		assertThat(this.traced.tree()).isEqualTo("""
				completer
				first
				  mapped
				  wait
				second
				  mapped
				  wait
				""");
	}

	@Test
	void whatIsSharedIsOneSpanBelowTheFirstSubscriber() {
		Sinks.One<Integer> gate = Sinks.one();
		Mono<Integer> shared = this.traced.mono("shared", gate::asMono).share();
		CompletableFuture<?> first = root("first", shared).toFuture();
		CompletableFuture<?> second = root("second", shared).toFuture();
		gate.tryEmitValue(1).orThrow();
		first.join();
		second.join();
		assertThat(this.traced.tree()).isEqualTo("""
				first
				  shared
				second
				""");
	}

	@Test
	void whatIsCachedIsOneSpan() {
		Mono<Integer> cached = leaf().cache();
		root("first", cached).block(LONG);
		root("second", cached).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				first
				  leaf
				second
				""");
	}

	@Test
	void windowsAndGroupsKeepTheParent() {
		root(this.traced.flux("numbers", () -> Flux.range(0, 4).publishOn(this.traced.elastic))
			.groupBy((i) -> i % 2)
			.flatMap((group) -> group.flatMap((i) -> leaf()))).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  leaf
				  leaf
				  numbers
				""");
	}

	@Test
	void callsFromManyThreadsAtOnceStayApart() {
		int roots = 20;
		Flux.range(0, roots)
			.flatMap((i) -> this.traced
				.mono("root",
						() -> Flux.range(0, 3).flatMap((j) -> leaf().subscribeOn(this.traced.elastic)).collectList())
				.subscribeOn(this.traced.parallel), roots)
			.collectList()
			.block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				  leaf
				""".repeat(roots));
	}

	@Test
	void theSpanHasEndedWhenTheCallerGoesOn() throws Exception {
		CountDownLatch completed = new CountDownLatch(1);
		leaf("mono").block(LONG);
		assertThat(this.traced.spans.all()).hasSize(1);
		this.traced.flux("flux", () -> Flux.range(0, 3).publishOn(this.traced.elastic)).blockLast(LONG);
		assertThat(this.traced.spans.all()).hasSize(2);
		this.traced.flux("async", () -> Flux.range(0, 3).publishOn(this.traced.elastic)).doOnComplete(() -> {
			assertThat(this.traced.spans.all()).hasSize(3);
			completed.countDown();
		}).subscribe();
		assertThat(completed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aMonoIsDoneWithItsValueThoughItIsCancelledAfter() {
		Flux<Integer> cancelling = root(this.traced.flux("numbers", () -> Flux.range(0, 3)).next()).flux();
		assertThat(cancelling.next().block(LONG)).isNotNull();
		assertThat(this.traced.mono("value", () -> Mono.just(1)).flux().take(1).blockLast()).isEqualTo(1);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  numbers cancelled
				value
				""");
	}

	private <T> Mono<T> root(Mono<T> work) {
		return root("root", work);
	}

	private <T> Mono<T> root(String name, Mono<T> work) {
		return this.traced.mono(name, () -> work);
	}

	private Mono<?> root(Flux<?> work) {
		return root(work.collectList());
	}

	private Mono<?> root(ParallelFlux<?> work) {
		return root(work.sequential());
	}

	private Mono<Integer> leaf() {
		return leaf("leaf");
	}

	private Mono<Integer> leaf(String name) {
		return this.traced.mono(name, () -> Mono.delay(SHORT, this.traced.parallel).thenReturn(1));
	}

	private CompletableFuture<Integer> inParallel() {
		CompletableFuture<Integer> future = new CompletableFuture<>();
		this.traced.elastic.schedule(() -> future.complete(1));
		return future;
	}

}
