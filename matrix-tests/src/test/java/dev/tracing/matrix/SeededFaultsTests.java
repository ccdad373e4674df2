package dev.tracing.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.tracing.gate.Provokes;
import dev.tracing.store.TraceLimits;
import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceAnalysis;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with a fault for each rule, and the rule finds it.
 */
@SpringBootTest(classes = SeededFaultsTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=servlet")
class SeededFaultsTests {

	@Autowired
	TraceRecorder recorder;

	@Autowired
	OpenTelemetry openTelemetry;

	@Autowired
	ExecutorService pool;

	@Autowired
	Forgetful forgetful;

	private Tracer tracer() {
		return this.openTelemetry.getTracer("seeded");
	}

	@AfterEach
	void nothingIsLeftOnThisThread() {
		assertThat(Context.current()).isSameAs(Context.root());
	}

	@Test
	@Provokes("W1")
	void findsAParentThatWasNeverRecorded() {
		Span never = Span.wrap(SpanContext.create(IdGenerator.random().generateTraceId(), "00f067aa0ba902b7",
				TraceFlags.getSampled(), TraceState.getDefault()));
		Span span = tracer().spanBuilder("orphan").setParent(Context.root().with(never)).startSpan();
		span.end();
		assertThat(found(span)).containsExactly("W1 orphan");
	}

	@Test
	void findsWorkThatNobodyWaitsFor() throws Exception {
		Span caller = tracer().spanBuilder("caller").startSpan();
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1);
		try (Scope scope = caller.makeCurrent()) {
			this.pool.execute(() -> {
				Span work = tracer().spanBuilder("work").startSpan();
				started.countDown();
				await(answered);
				work.end(Instant.now().plusSeconds(1));
			});
		}
		await(started);
		caller.end();
		answered.countDown();
		drain();
		assertThat(found(caller)).containsExactly("W2 work");
	}

	@Test
	void findsWorkThatBeginsWhenTheCallerHasEnded() throws Exception {
		Span caller = tracer().spanBuilder("caller").startSpan();
		CountDownLatch answered = new CountDownLatch(1);
		try (Scope scope = caller.makeCurrent()) {
			this.pool.execute(() -> {
				await(answered);
				tracer().spanBuilder("work").startSpan().end();
			});
		}
		caller.end();
		answered.countDown();
		drain();
		assertThat(found(caller)).containsExactly("W3 work");
	}

	@Test
	@Provokes({ "W4a", "W5b" })
	void findsAHandlerThatForgetsScopes(@LocalServerPort int port) throws Exception {
		new Browser(port).get("/forgetful");
		// the answer comes before the request's span ends
		assertThat(this.forgetful.tidied.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.forgetful.leftForTheNextRequest).isSameAs(Context.root());
		assertThat(this.recorder.flush(Duration.ofSeconds(20))).isTrue();
		Trace trace = this.recorder.finished()
			.stream()
			.filter((candidate) -> candidate.root().name().contains("/forgetful"))
			.findFirst()
			.orElseThrow();
		assertThat(found(trace)).contains("W4a " + trace.root().name(), "W5b step 0");
	}

	@Test
	@Provokes("W5a")
	void findsAMessageThatIsPartOfAnEarlierRequest() {
		Span request = tracer().spanBuilder("GET /a").setSpanKind(SpanKind.SERVER).startSpan();
		Context leaked = Context.current().with(request);
		request.end();
		tracer().spanBuilder("receive").setSpanKind(SpanKind.CONSUMER).setParent(leaked).startSpan().end();
		assertThat(found(request)).containsExactly("W5a receive");
	}

	@Test
	@Provokes("W5c")
	void findsWorkThatGoesOnForEver() {
		Deque<Span> spans = new ArrayDeque<>();
		Context context = Context.root();
		for (int i = 0; i < 100; i++) {
			spans.push(tracer().spanBuilder("again").setParent(context).startSpan());
			context = context.with(spans.element());
		}
		Span first = spans.getLast();
		spans.forEach(Span::end);
		assertThat(found(first)).containsExactly("W5c again");
	}

	@Test
	void findsASpanThatNobodyEnds() {
		Span span = tracer().spanBuilder("just begun").startSpan();
		Span forgotten = tracer().spanBuilder("forgotten")
			.setStartTimestamp(Instant.now().minusSeconds(60))
			.startSpan();
		assertThat(found(span)).isEmpty();
		assertThat(found(forgotten)).containsExactly("W6 forgotten");
		span.end();
		forgotten.end();
	}

	@Test
	void findsIdsThatSomebodySets() {
		withOwnSdk(TraceLimits.defaults(), (own) -> {
			own.spanBuilder("one").setNoParent().startSpan().end();
			own.spanBuilder("other").setNoParent().startSpan().end();
		}, "W7 one", "W8 other");
	}

	@Test
	@Provokes("W9")
	void findsAStartThatSomebodySets() {
		Span parent = tracer().spanBuilder("parent").startSpan();
		tracer().spanBuilder("early")
			.setParent(Context.root().with(parent))
			.setStartTimestamp(Instant.now().minusSeconds(1))
			.startSpan()
			.end();
		parent.end();
		assertThat(found(parent)).containsExactly("W9 early");
	}

	@Test
	void findsALoopOfQueries() {
		Instant start = Instant.now();
		Span parent = tracer().spanBuilder("parent").setStartTimestamp(start).startSpan();
		for (int i = 0; i < 12; i++) {
			tracer().spanBuilder("query")
				.setAttribute("db.query.text", "select * from item where id = " + i)
				.setParent(Context.root().with(parent))
				.setStartTimestamp(start.plusMillis(2L * i))
				.startSpan()
				.end(start.plusMillis(2L * i + 1));
		}
		parent.end(start.plusMillis(30));
		assertThat(found(parent)).containsExactly("W10 parent");
	}

	@Test
	void findsMoreSpansThanAreKept() {
		withOwnSdk(TraceLimits.defaults().withSpansPerTrace(1), (own) -> {
			Span parent = own.spanBuilder("parent").startSpan();
			own.spanBuilder("child").setParent(Context.root().with(parent)).startSpan().end();
			parent.end();
		}, "W11 parent");
	}

	/**
	 * With a generator that gives each trace the same id, and each span as well.
	 */
	private static void withOwnSdk(TraceLimits limits, Consumer<Tracer> code, String... found) {
		IdGenerator same = new IdGenerator() {

			@Override
			public String generateSpanId() {
				return "00f067aa0ba902b7";
			}

			@Override
			public String generateTraceId() {
				return "4bf92f3577b34da6a3ce929d0e0e4736";
			}

		};
		try (TraceRecorder recorder = new TraceRecorder(limits);
				SdkTracerProvider provider = SdkTracerProvider.builder()
					.setIdGenerator(same)
					.addSpanProcessor(recorder)
					.build()) {
			code.accept(provider.get("seeded"));
			assertThat(recorder.flush(Duration.ofSeconds(20))).isTrue();
			assertThat(found(recorder.finished().get(0))).containsExactly(found);
		}
	}

	private Trace recorded(Span span) {
		assertThat(this.recorder.flush(Duration.ofSeconds(20))).isTrue();
		return this.recorder.find(span.getSpanContext().getTraceId()).orElseThrow();
	}

	private List<String> found(Span span) {
		return found(recorded(span));
	}

	private static List<String> found(Trace trace) {
		return TraceAnalysis.of(trace)
			.findings()
			.stream()
			.map((finding) -> finding.rule().id() + " " + finding.node().name())
			.toList();
	}

	/**
	 * Waits for what the pool does. It has one thread.
	 */
	private void drain() throws Exception {
		this.pool.submit(() -> {
		}).get(20, TimeUnit.SECONDS);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Forgetful.class)
	static class Application {

		@Bean
		static TraceRecorder recorder() {
			return new TraceRecorder();
		}

		@Bean(destroyMethod = "shutdown")
		ExecutorService pool() {
			return Executors.newSingleThreadExecutor();
		}

		/**
		 * Tidies up at last, so that the test itself leaves nothing on the thread.
		 */
		@Bean
		FilterRegistrationBean<Filter> tidy(Forgetful forgetful) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				chain.doFilter(request, response);
				forgetful.tidy();
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@RestController
	static class Forgetful {

		private final OpenTelemetry openTelemetry;

		private final Deque<Scope> forgotten = new ArrayDeque<>();

		private final Semaphore tidied = new Semaphore(0);

		private volatile Context leftForTheNextRequest;

		Forgetful(OpenTelemetry openTelemetry) {
			this.openTelemetry = openTelemetry;
		}

		@GetMapping("/forgetful")
		String forget() {
			for (int i = 0; i < 4; i++) {
				Span step = this.openTelemetry.getTracer("seeded").spanBuilder("step " + i).startSpan();
				this.forgotten.push(step.makeCurrent());
				step.end();
			}
			return "done";
		}

		void tidy() {
			this.leftForTheNextRequest = Context.current();
			while (!this.forgotten.isEmpty()) {
				this.forgotten.pop().close();
			}
			this.tidied.release();
		}

	}

}
