package dev.tracing.matrix.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.annotation.Observed;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.annotation.NewSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * Spans of others between ours and below them: observations, spans made by hand with
 * OpenTelemetry or Micrometer, and the annotations of others.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "management.observations.annotations.enabled=true")
class MixedMatrixTests {

	@Autowired
	private Leaf.Root root;

	@Autowired
	private Leaf leaf;

	@Autowired
	private Others others;

	@Autowired
	private ObservationRegistry observations;

	@Autowired
	private io.micrometer.tracing.Tracer micrometer;

	@Autowired
	private OpenTelemetry openTelemetry;

	@Autowired
	private RecordedTraces traces;

	@Test
	void g6_anObservationBetween() {
		this.root.run(() -> observation().observe(this::fiveAsync));
		assertBetween();
	}

	@Test
	void g6_anOpenTelemetrySpanBetween() {
		this.root.run(() -> {
			Span span = this.openTelemetry.getTracer("by hand").spanBuilder("between").startSpan();
			try (Scope scope = span.makeCurrent()) {
				fiveAsync();
			}
			finally {
				span.end();
			}
		});
		assertBetween();
	}

	@Test
	void g6_aSpanOfMicrometersTracerBetween() {
		this.root.run(() -> {
			io.micrometer.tracing.Span span = this.micrometer.nextSpan().name("between").start();
			try (io.micrometer.tracing.Tracer.SpanInScope scope = this.micrometer.withSpan(span)) {
				fiveAsync();
			}
			finally {
				span.end();
			}
		});
		assertBetween();
	}

	@Test
	void g6_aSpanOfAnotherAnnotationBetween() {
		this.root.run(() -> this.others.newSpan(this::fiveAsync));
		assertBetween();
		this.root.run(() -> this.others.observed(this::fiveAsync));
		assertBetween();
	}

	@Test
	void g6_oneKindInsideTheOtherInsideTheOther() {
		this.root.run(() -> this.others.newSpan(() -> this.leaf.between(() -> observation().observe(() -> {
			this.leaf.between(() -> this.others.observed(this::fiveAsync));
		}))));
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ between
				   └─ Leaf.between
				      └─ between
				         └─ Leaf.between
				            └─ between
				               └─ Leaf.async ×5
				""");
	}

	@Test
	void g6_asyncMethodsWithAnotherAnnotationAreSiblings() {
		this.root.run(() -> join(Stream.generate(this.others::asyncObserved).limit(5).toList()));
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ between ×5
				   └─ Leaf.work
				""");
		this.root.run(() -> join(Stream.generate(this.others::asyncNewSpan).limit(5).toList()));
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ between ×5
				   └─ Leaf.work
				""");
	}

	@Test
	void g6_aMethodThatHasBothAnnotationsHasOneSpanOfEach() {
		this.root.run(this.others::both);
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ ours
				   └─ theirs
				""");
	}

	@Test
	void g6_anAnnotationThatNobodyReadsMakesNoSpan() {
		this.root.run(() -> this.others.withSpan(this::fiveAsync));
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ Leaf.async ×5
				""");
		this.root.run(this.others::oursWithSpan);
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ ours
				""");
	}

	@Test
	void g6_anObservationInReactorsContextBetween() {
		Observation between = observation();
		this.leaf
			.monoOf(Mono.fromRunnable(between::start)
				.then(Mono.defer(() -> Flux.range(0, 5).flatMap((i) -> this.leaf.mono()).then(Mono.just("done"))))
				.doOnTerminate(between::stop)
				.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, between)))
			.block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Leaf.monoOf
				└─ between
				   └─ Leaf.mono ×5
				""");
	}

	@Test
	void g6_annotatedMethodsBelowTheSpanOfAMono() {
		this.leaf.monoOf(Flux.range(0, 5).delayElements(Duration.ofMillis(1)).doOnNext((i) -> {
			this.others.newSpan(() -> this.leaf.work());
			this.others.observed(() -> this.leaf.work());
		}).then(Mono.just("done"))).block();
		assertThat(this.traces.awaitOne()).hasTree("""
				Leaf.monoOf
				└─ between ×10
				   └─ Leaf.work
				""");
	}

	private Observation observation() {
		return Observation.createNotStarted("between", this.observations);
	}

	private void fiveAsync() {
		join(Stream.generate(this.leaf::async).limit(5).toList());
	}

	private static void join(List<CompletableFuture<String>> futures) {
		futures.forEach(CompletableFuture::join);
	}

	private void assertBetween() {
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ between
				   └─ Leaf.async ×5
				""");
	}

	static class Others {

		private final Leaf leaf;

		Others(Leaf leaf) {
			this.leaf = leaf;
		}

		@NewSpan("between")
		public void newSpan(Runnable work) {
			work.run();
		}

		@Observed(contextualName = "between")
		public void observed(Runnable work) {
			work.run();
		}

		@WithSpan("between")
		public void withSpan(Runnable work) {
			work.run();
		}

		@Traced("ours")
		@WithSpan("theirs")
		public void oursWithSpan() {
		}

		@Observed(contextualName = "theirs")
		@Traced("ours")
		public void both() {
		}

		@Async
		@Observed(contextualName = "between")
		public CompletableFuture<String> asyncObserved() {
			return CompletableFuture.completedFuture(this.leaf.work());
		}

		@NewSpan("between")
		@Async
		public CompletableFuture<String> asyncNewSpan() {
			return CompletableFuture.completedFuture(this.leaf.work());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Leaf.class, Leaf.Root.class, Others.class })
	static class Application {

	}

}
