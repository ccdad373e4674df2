package dev.tracing.reactor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;

import dev.tracing.Tracing;
import dev.tracing.lifecycle.RunnerTracing;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.subjects.PublishSubject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.GroupedFlux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.ParallelFlux;

import org.springframework.core.ReactiveAdapterRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a caller gets for each type that a method may declare and return.
 */
class ReactiveTypesTests {

	private static final Duration LONG = Duration.ofSeconds(10);

	private final TracedPublishers traced = new TracedPublishers();

	@AfterEach
	void nothingIsLeft() {
		this.traced.close();
	}

	@Test
	void publishersOfTheJdkAreSpansOfTheirSubscriptions() {
		Flow.Publisher<Integer> publisher = this.traced.call("flow", Flow.Publisher.class,
				() -> JdkFlowAdapter.publisherToFlowPublisher(Flux.just(1, 2)));
		this.traced.call("root", () -> JdkFlowAdapter.flowPublisherToFlux(publisher).collectList().block(LONG));
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  flow
				""");
	}

	@Test
	void aPublisherOfAnyClassIsTracedWhereAPublisherIsDeclared() {
		for (Class<?> declared : List.of(Publisher.class, CorePublisher.class)) {
			Publisher<Integer> publisher = this.traced.call("publisher", declared, () -> new UsersFlux());
			assertThat(Flux.from(publisher).collectList().block(LONG)).containsExactly(1, 2);
		}
		Publisher<Integer> lambda = this.traced.call("publisher", Publisher.class,
				() -> (Publisher<Integer>) (subscriber) -> Flux.just(1, 2).subscribe(subscriber));
		assertThat(Flux.from(lambda).collectList().block(LONG)).containsExactly(1, 2);
		Publisher<Integer> mono = this.traced.call("publisher", Publisher.class, () -> Mono.just(1));
		assertThat(mono).isInstanceOf(Mono.class);
		assertThat(Mono.from(mono).block(LONG)).isEqualTo(1);
		assertThat(this.traced.tree()).isEqualTo("publisher\n".repeat(4));
	}

	@Test
	void aSubclassIsTracedWhereItsBaseClassIsDeclared() {
		Flux<Integer> flux = this.traced.call("flux", Flux.class, UsersFlux::new);
		assertThat(flux.collectList().block(LONG)).containsExactly(1, 2);
		ConnectableFlux<Integer> connectable = Flux.just(1, 2).publish();
		Flux<Integer> published = this.traced.call("published", Flux.class, () -> connectable);
		CompletableFuture<List<Integer>> values = published.collectList().toFuture();
		connectable.connect();
		assertThat(values.join()).containsExactly(1, 2);
		assertThat(this.traced.tree()).isEqualTo("""
				flux
				published
				""");
	}

	@ParameterizedTest
	@MethodSource("publishersOfTypesThatCannotBeMade")
	void theVeryObjectIsReturnedWhereItsTypeCannotBeMade(Class<?> declaredType, Object publisher) {
		Object returned = this.traced.call("untraced", declaredType, () -> publisher);
		assertThat(returned).isSameAs(publisher);
		assertThat(this.traced.spans.all()).isEmpty();
		Object returnedAsObject = this.traced.call("call", () -> publisher);
		assertThat(returnedAsObject).isSameAs(publisher);
		assertThat(this.traced.tree()).isEqualTo("call\n");
	}

	static Stream<Object[]> publishersOfTypesThatCannotBeMade() {
		GroupedFlux<Integer, Integer> group = Flux.just(1).groupBy((i) -> i).blockFirst();
		return Stream.of(new Object[][] { { ConnectableFlux.class, Flux.just(1).publish() },
				{ GroupedFlux.class, group }, { ParallelFlux.class, Flux.just(1).parallel() },
				{ UsersFlux.class, new UsersFlux() }, { UsersMono.class, new UsersMono(Mono.just(1)) },
				{ SubmissionPublisher.class, new SubmissionPublisher<>() },
				{ PublishSubject.class, PublishSubject.create() } });
	}

	@Test
	void spansByHandTellOfWhatTheyCannotReplace() {
		Tracing tracing = new RunnerTracing(this.traced.runner);
		ConnectableFlux<Integer> connectable = Flux.just(1).publish();
		assertThatIllegalArgumentException().isThrownBy(() -> tracing.span("by hand").perSubscription(connectable))
			.withMessageContaining("FluxPublish");
		Flux<Integer> flux = tracing.span("by hand").perSubscription(Flux.just(1));
		assertThat(flux.blockLast(LONG)).isEqualTo(1);
		assertThat(this.traced.tree()).isEqualTo("by hand\n");
	}

	@Test
	void aCallThatDeclaresNoReactiveTypeIsASpanAndSoIsEachSubscription() {
		Object result = this.traced.call("root", () -> {
			this.traced.leaf("during the call", 1);
			return Mono.fromCallable(() -> this.traced.leaf("in the subscription", 2));
		});
		assertThat(this.traced.spans.all()).hasSize(2);
		assertThat(result).isInstanceOf(Mono.class);
		this.traced.call("subscriber", () -> ((Mono<?>) result).repeat(1).blockLast(LONG));
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  during the call
				subscriber
				  root
				    in the subscription
				  root
				    in the subscription
				""");
	}

	@Test
	void aCallThatDeclaresNoReactiveTypeReturnsTheTypeThatItMade() {
		assertThat((Object) this.traced.call("call", () -> Flux.just(1))).isInstanceOf(TracedFlux.class);
		assertThat((Object) this.traced.call("call", () -> Flux.just(1).hide())).isInstanceOf(TracedFlux.class);
		assertThat((Object) this.traced.call("call", () -> Mono.just(1).hide())).isInstanceOf(TracedMono.class);
		Single<Integer> single = Single.just(1);
		Single<Integer> replaced = this.traced.call("call", () -> single);
		assertThat(replaced).isNotSameAs(single);
		assertThat(replaced.blockingGet()).isEqualTo(1);
		assertThat(this.traced.spans.all()).hasSize(5);
	}

	@Test
	void futuresAreLeftToTheLifecycleOfFutures() {
		ReactiveSpanLifecycle lifecycle = new ReactiveSpanLifecycle(ReactiveAdapterRegistry.getSharedInstance(),
				this.traced.observations);
		assertThat(lifecycle.isCandidate(CompletableFuture.class)).isFalse();
		assertThat(lifecycle.supports(new CompletableFuture<>())).isFalse();
		assertThat(lifecycle.isCandidate(String.class)).isFalse();
		assertThat(lifecycle.supports("text")).isFalse();
		assertThat(lifecycle.isCandidate(Object.class)).isTrue();
		assertThat(lifecycle.startsLater(Object.class)).isFalse();
		CompletableFuture<Integer> future = new CompletableFuture<>();
		assertThat((Object) this.traced.call("future", () -> future)).isSameAs(future);
		assertThat(this.traced.spans.all()).isEmpty();
		future.complete(1);
		assertThat(this.traced.tree()).isEqualTo("future\n");
	}

	@Test
	void anOptionalOfAPublisherStaysAnOptional() {
		Optional<Mono<Integer>> optional = Optional.of(Mono.just(1));
		assertThat((Object) this.traced.call("call", () -> optional)).isSameAs(optional);
		assertThat(this.traced.spans.all()).hasSize(1);
	}

	/**
	 * A publisher of a class of the user's.
	 */
	public static final class UsersFlux extends Flux<Integer> {

		@Override
		public void subscribe(CoreSubscriber<? super Integer> actual) {
			Flux.just(1, 2).subscribe(actual);
		}

	}

	/**
	 * An operator of a class of the user's.
	 */
	public static final class UsersMono extends MonoOperator<Integer, Integer> {

		public UsersMono(Mono<Integer> source) {
			super(source);
		}

		@Override
		public void subscribe(CoreSubscriber<? super Integer> actual) {
			this.source.subscribe(actual);
		}

	}

}
