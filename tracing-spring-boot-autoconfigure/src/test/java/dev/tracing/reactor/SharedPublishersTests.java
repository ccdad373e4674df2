package dev.tracing.reactor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.micrometer.observation.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Publishers that several subscribers wait for: the signals for all come on the thread of
 * the first.
 */
class SharedPublishersTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final TracedPublishers traced = new TracedPublishers();

	private final SharedPublishers shared = SharedPublishers.restore(() -> this.traced.observations);

	private final CountDownLatch allSubscribed = new CountDownLatch(1);

	@BeforeEach
	void switchOn() {
		Propagation.AUTO.switchOn();
	}

	@AfterEach
	void nothingIsLeft() {
		this.shared.close();
		this.traced.close();
		assertThat(Mono.never().cache()).isNotInstanceOf(SharedMono.class);
	}

	@ParameterizedTest
	@MethodSource("waysToShare")
	void eachSubscriberWorksBelowItsOwnSpan(UnaryOperator<Mono<Integer>> sharing) {
		Mono<Integer> source = sharing.apply(source());
		CompletableFuture<?> first = subscribe("first", source);
		CompletableFuture<?> second = subscribe("second", source);
		this.allSubscribed.countDown();
		CompletableFuture.allOf(first, second).join();
		assertThat(this.traced.tree()).isEqualTo("""
				first
				  leaf of first
				  leaf of first after a hop
				second
				  leaf of second
				  leaf of second after a hop
				""");
	}

	@ParameterizedTest
	@MethodSource("waysToShare")
	void whoHasNoSpanWorksBelowNone(UnaryOperator<Mono<Integer>> sharing) {
		Mono<Integer> source = sharing.apply(source());
		CompletableFuture<?> first = subscribe("first", source);
		CompletableFuture<?> nobody = source.map((i) -> this.traced.leaf("leaf of nobody", i)).toFuture();
		this.allSubscribed.countDown();
		CompletableFuture.allOf(first, nobody).join();
		assertThat(this.traced.tree()).isEqualTo("""
				first
				  leaf of first
				  leaf of first after a hop
				leaf of nobody
				""");
	}

	@Test
	void anObservationThatASubscriberStartsIsBelowItsOwnSpan() {
		Mono<Integer> source = source().cache();
		CompletableFuture<?> first = subscribe("first", source);
		CompletableFuture<?> second = this.traced.mono("second",
				() -> source.map((i) -> Observation.createNotStarted("observation of second", this.traced.observations)
					.observe(() -> i)))
			.toFuture();
		this.allSubscribed.countDown();
		CompletableFuture.allOf(first, second).join();
		assertThat(this.traced.tree()).isEqualTo("""
				first
				  leaf of first
				  leaf of first after a hop
				second
				  observation of second
				""");
	}

	@Test
	void whoSubscribesOnAThreadWithASpanWorksBelowThat() {
		this.allSubscribed.countDown();
		Mono<Integer> cached = source().cache();
		cached.block(LONG);
		this.traced.call("root", () -> cached.map((i) -> this.traced.leaf("leaf", i)).toFuture().join());
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				""");
	}

	@Test
	void failuresAndCancellationsAreThoseOfTheSource() {
		IllegalStateException failure = new IllegalStateException("broken");
		assertThat(Mono.error(failure).hide().cache().toFuture()).failsWithin(LONG)
			.withThrowableThat()
			.withCause(failure);
		CompletableFuture<String> cancelled = new CompletableFuture<>();
		Mono.never().doOnCancel(() -> cancelled.complete("cancelled")).flux().share().subscribe().dispose();
		assertThat(cancelled).isCompletedWithValue("cancelled");
		assertThat(Mono.empty().hide().cache().blockOptional(LONG)).isEmpty();
	}

	static Stream<Arguments> waysToShare() {
		return Stream.of(way("share", (mono) -> mono.flux().share().next()),
				way("refCount", (mono) -> mono.flux().publish().refCount().next()),
				way("refCount with grace", (mono) -> mono.flux().publish().refCount(1, Duration.ofMillis(1)).next()),
				way("autoConnect", (mono) -> mono.flux().publish().autoConnect().next()),
				way("replay", (mono) -> mono.flux().replay().autoConnect().next()),
				way("replay with refCount", (mono) -> mono.flux().replay().refCount().next()),
				way("cached flux", (mono) -> mono.flux().cache().next()), way("cache", Mono::cache),
				way("cache for a time", (mono) -> mono.cache(LONG)),
				way("cache until invalid", (mono) -> mono.cacheInvalidateIf((value) -> false)),
				way("cache until another", (mono) -> mono.cacheInvalidateWhen((value) -> Mono.never())));
	}

	private static Arguments way(String name, UnaryOperator<Mono<Integer>> sharing) {
		return argumentSet(name, sharing);
	}

	/**
	 * Gives its value when all have subscribed, on a thread that holds what the first
	 * subscriber held.
	 */
	private Mono<Integer> source() {
		return Mono.fromCallable(() -> {
			this.allSubscribed.await();
			return 1;
		}).subscribeOn(this.traced.elastic);
	}

	private CompletableFuture<Integer> subscribe(String name, Mono<Integer> source) {
		return this.traced
			.mono(name,
					() -> source.map((i) -> this.traced.leaf("leaf of " + name, i))
						.publishOn(this.traced.parallel)
						.map((i) -> this.traced.leaf("leaf of " + name + " after a hop", i)))
			.toFuture();
	}

}
