package dev.tracing.reactor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traced calls that do their work at once, made by the operators of a traced publisher
 * and by those around it. Such calls look for their parent on the thread, and nowhere
 * else. Here the source works on the thread that asks for values, so that it does not
 * matter whether Reactor restores thread-locals.
 */
@ParameterizedClass
@EnumSource(Propagation.class)
class BlockingCallTests {

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
	void operatorsInsideCallUnderTheSpanAndOperatorsBelowCallBesideIt() {
		this.traced
			.flux("root",
					() -> this.traced
						.flux("numbers",
								() -> Flux.range(0, 2)
									.doFirst(() -> leaf("doFirst", 0))
									.doOnSubscribe((subscription) -> leaf("doOnSubscribe", 0))
									.map((i) -> leaf("map", i))
									.filter((i) -> leaf("filter", true))
									.concatMap((i) -> Mono.fromCallable(() -> leaf("fromCallable", i)))
									.doOnNext((i) -> leaf("doOnNext", i))
									.doOnComplete(() -> leaf("doOnComplete", 0)))
						.map((i) -> leaf("mapped after", i))
						.doOnComplete(() -> leaf("completed after", 0)))
			.blockLast(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  completed after
				  mapped after
				  mapped after
				  numbers
				    doFirst
				    doOnComplete
				    doOnNext
				    doOnNext
				    doOnSubscribe
				    filter
				    filter
				    fromCallable
				    fromCallable
				    map
				    map
				""");
	}

	@Test
	void operatorsOfAMonoCallUnderItsSpan() {
		this.traced
			.mono("root",
					() -> this.traced.mono("inner", () -> Mono.fromCallable(() -> leaf("callable", 1)))
						.doOnNext((i) -> leaf("next", i))
						.doFinally((signal) -> leaf("finally", 0)))
			.block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  finally
				  inner
				    callable
				  next
				""");
	}

	@Test
	void whatIsDoneWhenItIsCancelledIsPartOfTheSpan() {
		this.traced
			.flux("root",
					() -> this.traced.flux("numbers", () -> Flux.range(0, 5).doOnCancel(() -> leaf("cleanup", 0)))
						.take(2))
			.blockLast(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  numbers cancelled
				    cleanup
				""");
		assertThat(this.traced.spans.one("cleanup").getEndEpochNanos())
			.isLessThanOrEqualTo(this.traced.spans.one("numbers").getEndEpochNanos());
	}

	@Test
	void whatIsDoneAboutAFailureIsNotPartOfTheFailedSpan() {
		this.traced
			.mono("root",
					() -> this.traced.mono("failing", () -> Mono.error(new IllegalStateException()))
						.onErrorResume((ex) -> Mono.just(leaf("fallback", 1))))
			.block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  failing failed
				  fallback
				""");
	}

	@Test
	void aConsumerCallsUnderWhoSubscribed() {
		this.traced.call("root", () -> {
			this.traced.flux("numbers", () -> Flux.range(0, 2)).subscribe((i) -> leaf("consumed", i));
			return null;
		});
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  consumed
				  consumed
				  numbers
				""");
	}

	@Test
	void aConsumerCallsUnderWhoSubscribedThoughTheValuesComeFromAnotherThread() throws Exception {
		CompletableFuture<?> consumed = new CompletableFuture<>();
		this.traced.call("root", () -> {
			this.traced.mono("number", () -> Mono.delay(Duration.ofMillis(20), this.traced.parallel))
				.subscribe((i) -> leaf("consumed", i), consumed::completeExceptionally, () -> consumed.complete(null));
			return null;
		});
		consumed.get(LONG.toSeconds(), TimeUnit.SECONDS);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  consumed
				  number
				""");
	}

	@Test
	void asksForMoreUnderTheSpanWhateverThreadAsks() throws Exception {
		BaseSubscriber<Integer> slow = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
			}

		};
		this.traced.call("root", () -> {
			this.traced
				.flux("numbers",
						() -> Flux.range(0, 2).doOnRequest((n) -> leaf("doOnRequest", n)).map((i) -> leaf("map", i)))
				.subscribe(slow);
			return null;
		});
		CompletableFuture<?> asked = new CompletableFuture<>();
		this.traced.elastic.schedule(() -> {
			this.traced.call("somebody else", () -> {
				slow.request(2);
				return null;
			});
			asked.complete(null);
		});
		asked.get(LONG.toSeconds(), TimeUnit.SECONDS);
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  numbers
				    doOnRequest
				    map
				    map
				somebody else
				""");
	}

	private <T> T leaf(String name, T value) {
		return this.traced.leaf(name, value);
	}

}
