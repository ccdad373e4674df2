package dev.tracing.reactor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.tracing.context.CapturedContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traced publishers between Micrometer's observations, which frameworks keep in the
 * Reactor context.
 */
@ParameterizedClass
@EnumSource(Propagation.class)
class ObservationTests {

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
	void aSpanIsAChildOfTheObservationOfItsSubscriber() {
		observed("server", leaf()).block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				server
				  leaf
				""");
	}

	@Test
	void anObservationWithinASpanIsItsChildAndTheParentOfWhatItSubscribesTo() {
		observed("server",
				this.traced.mono("outer",
						() -> Mono.delay(SHORT, this.traced.parallel).flatMap((i) -> observed("between", leaf()))))
			.block(LONG);
		assertThat(this.traced.tree()).isEqualTo("""
				server
				  outer
				    between
				      leaf
				""");
	}

	@Test
	void theClientsSpanIsAChildOfTheSpanThatSubscribesToItOnAnyThread() {
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.route((routes) -> routes.get("/", (request, response) -> response.sendString(Mono.just("pong"))))
			.bindNow();
		try {
			WebClient client = WebClient.builder()
				.baseUrl("http://127.0.0.1:" + server.port())
				.observationRegistry(this.traced.observations)
				.build();
			Supplier<Mono<String>> call = () -> client.get().uri("/").retrieve().bodyToMono(String.class);
			observed("server",
					this.traced.mono("at once", call)
						.then(this.traced.mono("later",
								() -> Mono.delay(SHORT, this.traced.parallel).flatMap((i) -> call.get())))
						.map((pong) -> this.traced.leaf("after", pong)))
				.block(LONG);
		}
		finally {
			server.disposeNow();
		}
		assertThat(this.traced.tree()).isEqualTo("""
				server
				  after
				  at once
				    http get
				  later
				    http get
				""");
	}

	@Test
	void aSpanMadeCurrentByHandInsideAnObservationIsTheParent() {
		Observation server = Observation.start("server", this.traced.observations);
		server.scoped(() -> {
			Span hand = this.traced.spans.provider().get("hand").spanBuilder("by hand").startSpan();
			Scope scope = hand.makeCurrent();
			try {
				leaf().block(LONG);
			}
			finally {
				scope.close();
				hand.end();
			}
		});
		server.stop();
		assertThat(this.traced.tree()).isEqualTo("""
				server
				  by hand
				    leaf
				""");
	}

	@Test
	void theReactorContextIsStrongerThanTheThread() {
		AtomicReference<Context> root = new AtomicReference<>();
		this.traced.mono("root", () -> Mono.deferContextual((view) -> {
			root.set(view.<CapturedContext>get(CapturedContext.KEY).context());
			return Mono.just(1);
		})).block(LONG);
		this.traced.call("somebody else",
				() -> leaf()
					.contextWrite((context) -> context.put(CapturedContext.KEY, CapturedContext.of(root.get(), null)))
					.block(LONG));
		Observation server = Observation.start("server", this.traced.observations);
		this.traced.call("somebody else", () -> leaf()
			.contextWrite(
					(context) -> context.delete(CapturedContext.KEY).put(ObservationThreadLocalAccessor.KEY, server))
			.block(LONG));
		server.stop();
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				server
				  leaf
				somebody else
				somebody else
				""");
	}

	@Test
	void whatTheThreadHoldsDoesNotGetIntoTheObservationsContext() {
		// otherwise Reactor has opened the observation's scope on the thread before
		Propagation.LIMITED.switchOn();
		Observation server = Observation.start("server", this.traced.observations);
		AtomicReference<Baggage> seen = new AtomicReference<>();
		Scope stale = Baggage.builder().put("user", "somebody else").build().makeCurrent();
		try {
			this.traced.mono("leaf", () -> Mono.fromRunnable(() -> seen.set(Baggage.current())))
				.contextWrite((context) -> reactor.util.context.Context.of(ObservationThreadLocalAccessor.KEY, server))
				.block(LONG);
		}
		finally {
			stale.close();
		}
		server.stop();
		assertThat(seen.get().isEmpty()).isTrue();
	}

	@Test
	void anObservationWithoutASpanIsNone() {
		this.traced.call("root",
				() -> leaf()
					.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, Observation.NOOP))
					.block(LONG));
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  leaf
				""");
	}

	@Test
	void whatIsPutOnTheCurrentObservationGoesOntoTheSpan() {
		this.traced.mono("leaf", () -> Mono.deferContextual((view) -> {
			Observation current = view.get(ObservationThreadLocalAccessor.KEY);
			current.highCardinalityKeyValue("order", "42").lowCardinalityKeyValue("kind", "express");
			current.event(Observation.Event.of("packed"));
			current.error(new IllegalStateException("late"));
			return Mono.just(1);
		})).block(LONG);
		SpanData span = this.traced.spans.one("leaf");
		assertThat(span.getAttributes().get(AttributeKey.stringKey("order"))).isEqualTo("42");
		assertThat(span.getAttributes().get(AttributeKey.stringKey("kind"))).isEqualTo("express");
		assertThat(span.getEvents()).extracting("name").containsExactly("packed", "exception");
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
	}

	@Test
	void theObservationAroundIsKnownToTheOnesBelow() {
		AtomicReference<Object> around = new AtomicReference<>();
		Observation server = Observation.start("server", this.traced.observations);
		this.traced.mono("leaf", () -> Mono.deferContextual((view) -> {
			Observation current = view.get(ObservationThreadLocalAccessor.KEY);
			around.set(current.getContextView().getParentObservation());
			return Mono.just(1);
		})).contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, server)).block(LONG);
		server.stop();
		assertThat(around).hasValue(server);
	}

	@Test
	void goesWithoutObservationsWhereThereAreNone() {
		ObservationRegistry unwanted = ObservationRegistry.create();
		unwanted.observationConfig()
			.observationHandler((context) -> true)
			.observationPredicate((name, context) -> false);
		ObservationRegistry broken = ObservationRegistry.create();
		broken.observationConfig().observationHandler((context) -> true).observationPredicate((name, context) -> {
			throw new IllegalStateException("the user's own");
		});
		for (ObservationRegistry registry : new ObservationRegistry[] { ObservationRegistry.NOOP,
				ObservationRegistry.create(), unwanted, broken }) {
			this.propagation.switchOn();
			try (TracedPublishers without = new TracedPublishers(registry)) {
				without
					.mono("root",
							() -> Mono.delay(SHORT, without.parallel)
								.flatMap((i) -> without.mono("leaf", () -> Mono.just(1))))
					.block(LONG);
				assertThat(without.tree()).isEqualTo("""
						root
						  leaf
						""");
			}
		}
	}

	private Mono<Long> leaf() {
		return this.traced.mono("leaf", () -> Mono.delay(SHORT, this.traced.parallel));
	}

	/**
	 * What a framework does for work that it observes.
	 */
	private <T> Mono<T> observed(String name, Mono<T> work) {
		return Mono.deferContextual((view) -> {
			Observation observation = Observation.createNotStarted(name, this.traced.observations)
				.parentObservation(view.getOrDefault(ObservationThreadLocalAccessor.KEY, null))
				.start();
			return work.doOnTerminate(observation::stop)
				.doOnCancel(observation::stop)
				.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, observation));
		});
	}

}
