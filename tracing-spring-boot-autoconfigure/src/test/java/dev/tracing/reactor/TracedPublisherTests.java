package dev.tracing.reactor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import dev.tracing.lifecycle.SpanCall;
import dev.tracing.lifecycle.SpanDefinition;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.core.Scannable.Attr;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A traced publisher behaves as the publisher behaves that it replaces.
 */
@ParameterizedClass
@EnumSource(Propagation.class)
class TracedPublisherTests {

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
	void subscribesOnceAndPassesOnEachSignalAsItIs() {
		PublisherProbe<Integer> source = PublisherProbe.of(Flux.just(1, 2, 3));
		StepVerifier.create(this.traced.flux("numbers", source::flux)).expectNext(1, 2, 3).verifyComplete();
		assertThat(source.subscribeCount()).isEqualTo(1);
		IllegalStateException failure = new IllegalStateException("the user's own");
		StepVerifier.create(this.traced.mono("failing", () -> Mono.error(failure)))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isSameAs(failure));
		StepVerifier.create(this.traced.mono("empty", Mono::empty)).verifyComplete();
		assertThat(this.traced.tree()).isEqualTo("""
				empty
				failing failed
				numbers
				""");
		assertThat(this.traced.spans.one("failing").getStatus().getDescription()).isEqualTo("the user's own");
	}

	@Test
	void asksTheSourceForWhatTheSubscriberAsksFor() {
		TestPublisher<Integer> source = TestPublisher.create();
		StepVerifier.create(this.traced.flux("numbers", source::flux), 0)
			.expectSubscription()
			.then(() -> source.assertMinRequested(0))
			.thenRequest(2)
			.then(() -> source.assertMinRequested(2).next(1, 2))
			.expectNext(1, 2)
			.thenRequest(1)
			.then(() -> source.next(3))
			.expectNext(3)
			.thenCancel()
			.verify(LONG);
		source.assertCancelled().assertNoRequestOverflow();
		assertThat(this.traced.tree()).isEqualTo("numbers cancelled\n");
	}

	@Test
	void doesNotAskAgainForValuesThatTheSubscriberFiltersOut() {
		List<Long> requests = new ArrayList<>();
		this.traced.flux("numbers", () -> Flux.range(0, 10).doOnRequest(requests::add))
			.filter((i) -> i % 2 == 0)
			.limitRate(100)
			.blockLast(LONG);
		assertThat(requests).hasSize(1);
	}

	@Test
	void refusesASecondSubscriptionAsAnySubscriberDoes() {
		TestPublisher<Integer> source = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		List<Subscription> subscriptions = new ArrayList<>();
		AtomicLong cancelled = new AtomicLong();
		Flux<Integer> twice = new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super Integer> actual) {
				source.subscribe(actual);
				actual.onSubscribe(new Subscription() {

					@Override
					public void request(long n) {
					}

					@Override
					public void cancel() {
						cancelled.incrementAndGet();
					}

				});
			}

		};
		this.traced.flux("twice", () -> twice).subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscriptions.add(subscription);
				subscription.request(1);
			}

		});
		source.complete();
		assertThat(subscriptions).hasSize(1);
		assertThat(cancelled).hasValue(1);
	}

	@Test
	void keepsTheSubscribersContextAndWhatTheUserWritesIntoIt() {
		Mono<String> outer = this.traced.mono("outer",
				() -> this.traced.mono("inner", () -> Mono.deferContextual((view) -> Mono.just(view.get("user") + "!")))
					.contextWrite((context) -> context.put("user", context.get("user") + "+")));
		assertThat(outer.contextWrite((context) -> context.put("user", "jane")).block(LONG)).isEqualTo("jane+!");
		assertThat(this.traced.tree()).isEqualTo("""
				outer
				  inner
				""");
	}

	@Test
	void leavesDiscardedAndDroppedValuesToTheUsersHooks() {
		List<Object> discarded = new CopyOnWriteArrayList<>();
		List<Object> dropped = new CopyOnWriteArrayList<>();
		this.traced.flux("numbers", () -> Flux.range(0, 4).filter((i) -> i % 2 == 0))
			.doOnDiscard(Integer.class, discarded::add)
			.blockLast(LONG);
		assertThat(discarded).containsExactly(1, 3);
		TestPublisher<Integer> source = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		this.traced.flux("late", source::flux)
			.map(Function.identity())
			.contextWrite((context) -> context
				.put("reactor.onNextDropped.local", (java.util.function.Consumer<Object>) dropped::add)
				.put("reactor.onErrorDropped.local", (java.util.function.Consumer<Throwable>) dropped::add))
			.subscribe();
		IllegalStateException failure = new IllegalStateException();
		source.complete().next(5).error(failure);
		assertThat(dropped).containsExactly(5, failure);
		assertThat(this.traced.tree()).isEqualTo("""
				late
				numbers
				""");
	}

	@Test
	void goesOnAfterAnErrorWhereTheSubscriberWantsIt() {
		List<Integer> values = this.traced.flux("numbers", () -> Flux.range(0, 3).map((i) -> 10 / (i - 1)))
			.onErrorContinue((ex, value) -> {
			})
			.collectList()
			.block(LONG);
		assertThat(values).containsExactly(-10, 10);
		assertThat(this.traced.tree()).isEqualTo("numbers\n");
	}

	@Test
	void isNotConfusedByFusion() {
		Flux<Integer> fused = this.traced.flux("numbers", () -> Flux.range(0, 1000).map((i) -> i + 1));
		assertThat(fused).isNotInstanceOf(Fuseable.class);
		assertThat(fused.publishOn(this.traced.elastic).filter((i) -> i > 990).count().block(LONG)).isEqualTo(10);
		Flux<Integer> inside = this.traced.flux("numbers", () -> Flux.range(0, 1000).publishOn(this.traced.elastic));
		assertThat(inside.concatMap(Flux::just).count().block(LONG)).isEqualTo(1000);
		Mono<Integer> scalar = this.traced.mono("scalar", () -> Mono.just(1));
		assertThat(Flux.range(0, 2).flatMap((i) -> scalar).count().block(LONG)).isEqualTo(2);
		assertThat(this.traced.spans.all()).hasSize(4);
	}

	@Test
	void canBeLookedInto() {
		Flux<Integer> source = Flux.just(1, 2);
		Flux<Integer> flux = this.traced.flux("numbers", () -> source);
		assertThat(Scannable.from(flux).scan(Attr.PARENT)).isSameAs(source);
		assertThat(Scannable.from(flux).scan(Attr.RUN_STYLE)).isEqualTo(Attr.RunStyle.SYNC);
		assertThat(flux.getPrefetch()).isEqualTo(source.getPrefetch());
		List<Subscription> subscriptions = new ArrayList<>();
		CoreSubscriber<Integer> subscriber = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscriptions.add(subscription);
				subscription.request(2);
			}

		};
		flux.subscribe(subscriber);
		Scannable between = Scannable.from(subscriptions.get(0));
		assertThat(between.scanUnsafe(Attr.ACTUAL)).isSameAs(subscriber);
		assertThat(between.scanUnsafe(Attr.PARENT)).isInstanceOf(Subscription.class);
		assertThat(between.scan(Attr.RUN_STYLE)).isEqualTo(Attr.RunStyle.SYNC);
		Mono<Integer> mono = Mono.just(1);
		assertThat(Scannable.from(this.traced.mono("one", () -> mono)).scan(Attr.PARENT)).isSameAs(mono);
	}

	@Test
	void endsTheSpanWithTheValueOfAMonoAndWithNothingForAFlux() {
		List<Object> results = new ArrayList<>();
		SpanDefinition definition = new SpanDefinition("described", SpanKind.INTERNAL, false, List.of(),
				Attributes.empty());
		SpanCall call = new SpanCall() {

			@Override
			public Object proceed() {
				return Mono.just("unused");
			}

			@Override
			public void describeResult(Span span, @Nullable Object result) {
				results.add((result != null) ? result : "nothing");
			}

		};
		SpanCallRunner runner = (type, value) -> this.traced.runner.perUse(this.traced.runner.plan(definition, type),
				call, value);
		((Mono<?>) runner.run(Mono.class, Mono.just("value"))).block(LONG);
		((Mono<?>) runner.run(Mono.class, Mono.empty())).block(LONG);
		((Flux<?>) runner.run(Flux.class, Flux.just("a", "b"))).blockLast(LONG);
		((Flux<?>) runner.run(Flux.class, Flux.never())).subscribe().dispose();
		assertThat(results).containsExactly("value", "nothing", "nothing");
	}

	@Test
	void marksAFailureOnceWithItsType() {
		StepVerifier
			.create(this.traced.mono("outer",
					() -> this.traced.mono("inner", () -> Mono.error(new ArithmeticException("odd")))))
			.verifyError(ArithmeticException.class);
		SpanData inner = this.traced.spans.one("inner");
		assertThat(inner.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(inner.getAttributes().get(AttributeKey.stringKey("error.type")))
			.isEqualTo(ArithmeticException.class.getName());
		assertThat(inner.getEvents()).hasSize(1);
		assertThat(this.traced.spans.one("outer").getEvents()).isEmpty();
	}

	@Test
	void aCancellationThatComesAsAnErrorIsACancellation() {
		StepVerifier.create(this.traced.mono("cancelled", () -> Mono.error(new CancellationException())))
			.verifyError(CancellationException.class);
		assertThat(this.traced.tree()).isEqualTo("cancelled cancelled\n");
	}

	@Test
	void aSubscriberThatThrowsDoesNotKeepTheSpanOpenOrTheThreadInIt() {
		Flux<Integer> throwing = new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super Integer> actual) {
				throw new IllegalStateException("on purpose");
			}

		};
		assertThatThrownBy(() -> this.traced.flux("broken source", () -> throwing).blockLast(LONG))
			.hasMessage("on purpose");
		CoreSubscriber<Integer> subscriber = new ThrowingSubscriber();
		assertThatThrownBy(() -> this.traced.mono("broken subscriber", () -> Mono.just(1)).subscribe(subscriber))
			.hasMessage("on purpose");
		assertThat(Context.current()).isSameAs(Context.root());
		assertThat(this.traced.tree()).isEqualTo("""
				broken source failed
				broken subscriber
				""");
	}

	@Test
	void aSynchronousFailureOfTheCallIsASpan() {
		assertThatThrownBy(() -> this.traced.mono("assembling", () -> {
			throw new IllegalStateException("the user's own");
		})).hasMessage("the user's own");
		assertThat(this.traced.tree()).isEqualTo("assembling failed\n");
	}

	@Test
	void doesNotStandBetweenWhereTheParentIsNotSampled() {
		try (TracedPublishers unsampled = new TracedPublishers(Sampler.parentBased(Sampler.alwaysOff()))) {
			List<Object> subscribers = new ArrayList<>();
			Flux<Integer> source = new Flux<>() {

				@Override
				public void subscribe(CoreSubscriber<? super Integer> actual) {
					subscribers.add(actual);
					Flux.just(1).subscribe(actual);
				}

			};
			CoreSubscriber<Integer> subscriber = new BaseSubscriber<>() {
			};
			unsampled.call("root", () -> {
				unsampled.flux("leaf", () -> source).subscribe(subscriber);
				return null;
			});
			assertThat(subscribers).hasSize(1).doesNotHaveAnyElementsOfTypes(TracedSubscriber.class);
			assertThat(unsampled.spans.all()).isEmpty();
		}
	}

	@Test
	void belowAMonoThatIsNotSampledNothingIs() {
		try (TracedPublishers unsampled = new TracedPublishers(Sampler.parentBased(Sampler.alwaysOff()))) {
			unsampled
				.mono("root",
						() -> Mono.delay(Duration.ofMillis(5), unsampled.parallel)
							.flatMap((i) -> unsampled.mono("leaf", () -> Mono.just(Span.current().getSpanContext()))))
				.as(StepVerifier::create)
				.assertNext((context) -> assertThat(context.isSampled()).isFalse())
				.verifyComplete();
			assertThat(unsampled.spans.all()).isEmpty();
		}
	}

	@FunctionalInterface
	private interface SpanCallRunner {

		Object run(Class<?> type, Object value);

	}

	private static final class ThrowingSubscriber implements CoreSubscriber<Integer> {

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(1);
		}

		@Override
		public void onNext(Integer value) {
			throw new IllegalStateException("on purpose");
		}

		@Override
		public void onError(Throwable failure) {
		}

		@Override
		public void onComplete() {
		}

	}

}
