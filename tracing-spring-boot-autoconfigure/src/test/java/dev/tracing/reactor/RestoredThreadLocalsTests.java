package dev.tracing.reactor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With automatic context propagation, a thread holds what the Reactor context says, and
 * traced calls find their parents on any thread.
 */
class RestoredThreadLocalsTests {

	private static final Duration SHORT = Duration.ofMillis(20);

	private static final Duration LONG = Duration.ofSeconds(10);

	private final TracedPublishers traced = new TracedPublishers();

	@BeforeEach
	void switchOn() {
		Propagation.AUTO.switchOn();
	}

	@AfterEach
	void nothingIsLeft() {
		this.traced.close();
	}

	@Test
	void callsAfterAHopAreUnderTheSpanAndThoseBelowItAreBesideIt() {
		this.traced
			.flux("root",
					() -> this.traced
						.flux("numbers",
								() -> Flux.range(0, 2)
									.publishOn(this.traced.elastic)
									.map((i) -> leaf("map", i))
									.delayElements(SHORT, this.traced.parallel)
									.concatMap((i) -> Mono.fromCallable(() -> leaf("concatMap", i))
										.subscribeOn(this.traced.elastic))
									.doOnNext((i) -> leaf("doOnNext", i)))
						.map((i) -> leaf("after", i))
						.publishOn(this.traced.elastic)
						.map((i) -> leaf("after a hop", i)))
			.blockLast(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  after
				  after
				  after a hop
				  after a hop
				  numbers
				    concatMap
				    concatMap
				    doOnNext
				    doOnNext
				    map
				    map
				""");
	}

	@Test
	void callsInZippedCallablesAreUnderTheirOwn() {
		this.traced.mono("root", () -> Mono.zip(
				this.traced.mono("a", () -> Mono.fromCallable(() -> leaf("in a", 1))).subscribeOn(this.traced.elastic),
				this.traced.mono("b", () -> Mono.fromCallable(() -> leaf("in b", 1))).subscribeOn(this.traced.elastic)))
			.block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  a
				    in a
				  b
				    in b
				""");
	}

	@Test
	void aCallThatBlocksOnOtherThreadsIsTheParentThere() {
		this.traced.call("root",
				() -> Flux.range(0, 2)
					.flatMap((i) -> Mono.fromCallable(() -> leaf("leaf", i)).subscribeOn(this.traced.elastic))
					.collectList()
					.block(LONG));
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				  leaf
				""");
	}

	@Test
	void callsOnTheThreadThatCompletesAFutureAreUnderTheSubscriber() {
		CompletableFuture<Integer> future = new CompletableFuture<>();
		CompletableFuture<?> result = this.traced
			.mono("root",
					() -> this.traced.mono("wait", () -> Mono.fromFuture(future).map((i) -> leaf("inside", i)))
						.map((i) -> leaf("after", i)))
			.toFuture();
		this.traced.call("completer", () -> future.complete(1));
		result.join();
		assertThat(this.traced.tree()).isEqualTo("""
				completer
				root
				  after
				  wait
				    inside
				""");
	}

	@Test
	void aSubscribersObservationIsCurrentWhereItsOperatorsRun() {
		Observation server = Observation.start("server", this.traced.observations);
		Sinks.One<Integer> source = Sinks.one();
		List<@Nullable Observation> current = Collections.synchronizedList(new ArrayList<>());
		CompletableFuture<?> result = this.traced.mono("work", source::asMono)
			.doOnNext((i) -> current.add(this.traced.observations.getCurrentObservation()))
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, server))
			.toFuture();
		this.traced.elastic.schedule(() -> source.tryEmitValue(1).orThrow());
		result.join();
		server.stop();
		assertThat(current).containsExactly(server);
		assertThat(this.traced.tree()).isEqualTo("""
				server
				  work
				""");
	}

	@Test
	void noObservationIsCurrentBelowASubscriberWithoutOne() {
		Sinks.One<Integer> source = Sinks.one();
		List<@Nullable Observation> current = Collections.synchronizedList(new ArrayList<>());
		CompletableFuture<?> result = this.traced.mono("work", source::asMono).doOnNext((i) -> {
			Observation observation = this.traced.observations.getCurrentObservation();
			current.add(observation);
			leaf("after", i);
		}).toFuture();
		this.traced.elastic.schedule(() -> source.tryEmitValue(1).orThrow());
		result.join();
		assertThat(current).singleElement()
			.satisfies(
					(observation) -> assertThat(observation.getContextView()).isNotInstanceOf(SpanObservation.class));
		assertThat(this.traced.tree()).isEqualTo("""
				after
				work
				""");
	}

	@Test
	void reactorStillRestoresWhatOthersKeepInThreadLocals() {
		ThreadLocal<String> user = new ThreadLocal<>();
		ContextRegistry.getInstance().registerThreadLocalAccessor("user", user);
		try {
			Mono<Integer> usersOwn = new Mono<>() {

				@Override
				public void subscribe(CoreSubscriber<? super Integer> actual) {
					actual.onSubscribe(Operators.emptySubscription());
					new Thread(() -> {
						actual.onNext(1);
						actual.onComplete();
					}).start();
				}

			};
			Mono<String> restored = this.traced.mono("work", () -> usersOwn).map((i) -> leaf("after", user.get()));
			assertThat(restored.contextWrite((context) -> context.put("user", "jane")).block(LONG)).isEqualTo("jane");
		}
		finally {
			ContextRegistry.getInstance().removeThreadLocalAccessor("user");
		}
		assertThat(this.traced.tree()).isEqualTo("""
				after
				work
				""");
	}

	private <T> T leaf(String name, T value) {
		return this.traced.leaf(name, value);
	}

}
