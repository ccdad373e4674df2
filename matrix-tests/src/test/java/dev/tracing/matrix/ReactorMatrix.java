package dev.tracing.matrix;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Publishers in so far as no leaf blocks: then the tree is right whether or not Reactor
 * restores thread-locals everywhere.
 */
@SpringBootTest(classes = ReactorMatrix.Application.class, webEnvironment = WebEnvironment.NONE)
abstract class ReactorMatrix {

	private static final Duration WORK = Duration.ofMillis(Work.MILLIS);

	@Autowired
	RecordedTraces traces;

	@Autowired
	Root root;

	@Autowired
	Leaf leaf;

	@AfterEach
	void theSchedulersThreadsHoldNothing() throws InterruptedException {
		SchedulerThreads.assertHoldNothing();
	}

	@Test
	void e1_zippedLeavesOnBoundedElasticAreSiblings() {
		this.root.mono(zip(this.leaf::elastic)).block();
		assertFive("Leaf.elastic");
	}

	@Test
	void e2_flatMappedDelaysAreSiblings() {
		this.root.flux(Flux.range(1, 5).flatMap((i) -> this.leaf.mono())).blockLast();
		assertFive("Leaf.mono");
	}

	@Test
	void e2_leavesOnParallelRailsAreSiblings() {
		this.root.flux(
				Flux.range(1, 5).parallel(5).runOn(Schedulers.parallel()).flatMap((i) -> this.leaf.mono()).sequential())
			.blockLast();
		assertFive("Leaf.mono");
	}

	@Test
	void e3_monosAssembledFirstAndSubscribedToTogetherAreSiblings() {
		List<Mono<String>> assembled = Stream.generate(this.leaf::mono).limit(5).toList();
		this.root.mono(Mono.zip(assembled, (results) -> "done")).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				└─ Leaf.mono ×5
				""").spans("Leaf.mono").allSatisfy((span) -> span.lastedAtLeast(WORK));
	}

	@Test
	void e3_eachSpanIsAsLongAsItsOwnWork() {
		Mono<String> quick = this.leaf.lasting(WORK);
		Mono<String> slow = this.leaf.lasting(WORK.multipliedBy(5));
		this.root.mono(Mono.zip(quick, slow)).block();
		Trace trace = this.traces.awaitOne();
		assertThat(trace).hasTree("""
				Root.mono
				└─ Leaf.lasting ×2
				""");
		List<Long> durations = trace.findAll("Leaf.lasting")
			.stream()
			.map((node) -> node.durationNanos())
			.sorted()
			.toList();
		assertThat(Duration.ofNanos(durations.get(0))).isBetween(WORK, WORK.multipliedBy(4));
		assertThat(Duration.ofNanos(durations.get(1))).isGreaterThanOrEqualTo(WORK.multipliedBy(5));
	}

	@Test
	void e4_spansAreNestedAcrossPublishOn() {
		Mono<String> grandchild = this.leaf.mono();
		Mono<String> child = this.root.child(Mono.just(1).publishOn(Schedulers.parallel()).flatMap((i) -> grandchild));
		this.root.mono(Mono.just(1).publishOn(Schedulers.boundedElastic()).flatMap((i) -> child)).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				└─ Root.child
				   └─ Leaf.mono
				""");
	}

	@Test
	void e5_eachAttemptIsASpanAndTheFailedOnesAreErrors() {
		this.root.mono(this.leaf.failing(2).retry(2)).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				├─ Leaf.failing [error: IllegalStateException] ×2
				└─ Leaf.failing [unset]
				""");
	}

	@Test
	void e5_attemptsAfterABackoffAreSiblings() {
		this.root.mono(this.leaf.failing(2).retryWhen(Retry.backoff(2, Duration.ofMillis(5)))).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				├─ Leaf.failing [error: IllegalStateException] ×2
				└─ Leaf.failing [unset]
				""");
	}

	@Test
	void e5_eachSubscriptionToOneMonoIsASpan() {
		Mono<String> same = this.leaf.mono();
		this.root.mono(Mono.zip(same, same)).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				└─ Leaf.mono ×2
				""");
	}

	@Test
	void e5_eachRepetitionIsASpan() {
		this.root.flux(this.leaf.mono().repeat(2)).blockLast();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.flux
				└─ Leaf.mono ×3
				""");
	}

	@Test
	void e6_aLeafThatTimesOutIsCancelled() {
		assertThatThrownBy(() -> this.root.mono(this.leaf.never().timeout(WORK)).block())
			.hasRootCauseInstanceOf(TimeoutException.class);
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono [error: TimeoutException]
				└─ Leaf.never [cancelled]
				""");
	}

	@Test
	void e6_aFluxOfWhichOneElementIsTakenIsCancelled() {
		this.root.flux(this.leaf.ticks().take(1)).blockLast();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.flux [unset]
				└─ Leaf.ticks [cancelled]
				""");
	}

	@Test
	void e6_allSpansOfACancelledSubscriptionAreCancelled() throws Exception {
		CountDownLatch subscribed = new CountDownLatch(1);
		Disposable subscription = this.root.mono(this.leaf.never().doOnSubscribe((ignored) -> subscribed.countDown()))
			.subscribe();
		assertThat(subscribed.await(5, TimeUnit.SECONDS)).isTrue();
		subscription.dispose();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono [cancelled]
				└─ Leaf.never [cancelled]
				""");
	}

	@Test
	void e8_leavesOfABlockingRootThatBlocksAreSiblings() {
		this.root.call(() -> zip(this.leaf::elastic).block());
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.call
				└─ Leaf.elastic ×5
				""");
	}

	@Test
	void e8_leavesMadeOfFuturesAreSiblings() {
		this.root.mono(zip(this.leaf::ofFuture)).block();
		assertFive("Leaf.ofFuture");
	}

	@Test
	void e8_leavesTurnedIntoFuturesAreSiblings() {
		this.root.call(() -> {
			List<CompletableFuture<String>> futures = Stream.generate(() -> this.leaf.mono().toFuture())
				.limit(5)
				.toList();
			futures.forEach(CompletableFuture::join);
			return "done";
		});
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.call
				└─ Leaf.mono ×5
				""");
	}

	@Test
	void e1_aCachedLeafIsUnderItsFirstSubscriber() {
		Mono<String> cached = this.leaf.mono().cache();
		this.root.mono(cached).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				└─ Leaf.mono
				""");
		this.root.mono(cached).block();
		assertThat(this.traces.awaitOne()).hasTree("Root.mono");
	}

	@Test
	void e1_aSharedLeafIsUnderItsFirstSubscriber() {
		Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
		Flux<String> shared = this.leaf.flux(sink.asFlux()).share();
		CompletableFuture<?> both = this.root
			.mono(Mono.zip(this.root.child(shared.last()), this.root.child(shared.last())))
			.toFuture();
		sink.tryEmitNext("hot").orThrow();
		sink.tryEmitComplete().orThrow();
		both.join();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.mono
				├─ Root.child
				│  └─ Leaf.flux
				└─ Root.child
				""");
	}

	@Test
	void e1_whatASinkGivesIsWorkedOnUnderTheSubscriberAndNotTheEmitter() {
		Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer();
		Mono<String> first = this.root.mono(sink.asFlux().next().flatMap((text) -> this.leaf.mono()));
		CompletableFuture<String> result = first.toFuture();
		this.root.call(() -> {
			sink.tryEmitNext("hot").orThrow();
			return "emitted";
		});
		result.join();
		List<Trace> both = this.traces.await(2);
		assertThat(both.get(0)).hasTree("""
				Root.mono
				└─ Leaf.mono
				""");
		assertThat(both.get(1)).hasTree("Root.call");
	}

	@Test
	void e1_eachSubscriberOfAHotPublisherHasItsOwnLeaves() {
		Sinks.Many<String> sink = Sinks.many().multicast().directBestEffort();
		List<CompletableFuture<String>> results = Stream
			.generate(() -> this.root.mono(sink.asFlux().next().flatMap((text) -> this.leaf.mono())).toFuture())
			.limit(2)
			.toList();
		sink.tryEmitNext("hot").orThrow();
		results.forEach(CompletableFuture::join);
		assertThat(this.traces.await(2)).allSatisfy((trace) -> assertThat(trace).hasTree("""
				Root.mono
				└─ Leaf.mono
				"""));
	}

	@Test
	void e2_leavesOnASchedulerOfAnExecutorAreSiblings() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(5);
		try {
			Scheduler scheduler = Schedulers.fromExecutor(executor);
			this.root.mono(zip(() -> this.leaf.on(scheduler))).block();
			assertFive("Leaf.on");
			SchedulerThreads.assertHoldNothing(scheduler, 5);
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void e9_aLeafOnAThreadThatWorkedForATraceIsARoot() {
		this.root.mono(zip(this.leaf::elastic)).block();
		assertFive("Leaf.elastic");
		for (int i = 0; i < 10; i++) {
			Schedulers.boundedElastic().schedule(this.leaf::work);
		}
		assertThat(this.traces.await(10)).allSatisfy((trace) -> assertThat(trace).hasTree("Leaf.work"));
	}

	void assertFive(String leaf) {
		Trace trace = this.traces.awaitOne();
		assertThat(trace).hasTree("""
				%s
				└─ %s ×5
				""".formatted(trace.root().name(), leaf));
	}

	static Mono<String> zip(Supplier<Mono<String>> work) {
		return Mono.zip(Stream.generate(work).limit(5).toList(), (results) -> "done");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Root.class, Leaf.class })
	static class Application {

	}

	/**
	 * Is given its work.
	 */
	static class Root {

		@Traced
		public String call(Supplier<String> work) {
			return work.get();
		}

		@Traced
		public <T> Mono<T> mono(Mono<T> work) {
			return work;
		}

		@Traced
		public <T> Mono<T> child(Mono<T> work) {
			return work;
		}

		@Traced
		public <T> Flux<T> flux(Flux<T> work) {
			return work;
		}

	}

	static class Leaf {

		@Traced
		public Mono<String> mono() {
			return lasting(WORK);
		}

		@Traced
		public Mono<String> lasting(Duration duration) {
			return Mono.delay(duration).thenReturn("worked");
		}

		@Traced
		public Mono<String> elastic() {
			return on(Schedulers.boundedElastic());
		}

		@Traced
		public Mono<String> on(Scheduler scheduler) {
			return Mono.fromCallable(Work::work).subscribeOn(scheduler);
		}

		@Traced
		public Mono<String> ofFuture() {
			return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> "worked",
					CompletableFuture.delayedExecutor(Work.MILLIS, TimeUnit.MILLISECONDS)));
		}

		@Traced
		public Mono<String> failing(int times) {
			AtomicInteger attempts = new AtomicInteger();
			return Mono.delay(Duration.ofMillis(1)).map((ignored) -> {
				if (attempts.incrementAndGet() <= times) {
					throw new IllegalStateException("attempt " + attempts);
				}
				return "worked";
			});
		}

		@Traced
		public Mono<String> never() {
			return Mono.never();
		}

		@Traced
		public <T> Flux<T> flux(Flux<T> work) {
			return work;
		}

		@Traced
		public Flux<Long> ticks() {
			return Flux.interval(Duration.ofMillis(5));
		}

		@Traced
		public String work() {
			return Work.work();
		}

	}

}
