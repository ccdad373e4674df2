package dev.tracing.test;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

import dev.tracing.Traced;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.client.RestClient;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How tests with Spring record.
 */
class SpringTestTests {

	@Test
	void recordsWithoutAnyAnnotation() {
		JupiterRun.of(ByParameter.class).assertStatistics((events) -> events.succeeded(1).failed(0));
	}

	@Test
	void recordsEverythingWhateverTheApplicationSamples() {
		JupiterRun.of(Sampled.class).assertStatistics((events) -> events.succeeded(1).failed(0));
	}

	@Test
	void aTestMayDecideWhatIsSampled() {
		JupiterRun.of(Unsampled.class).assertStatistics((events) -> events.succeeded(1).failed(0));
	}

	@Test
	void theAnnotationGivesTheParameter() {
		JupiterRun.of(ByAnnotation.class).assertStatistics((events) -> events.succeeded(2).failed(0));
	}

	@Test
	void aRequestIsRecordedThatAnotherThreadServes() {
		JupiterRun.of(WithServer.class).assertStatistics((events) -> events.succeeded(1).failed(0));
	}

	@Test
	void aTestMayDecideHowLongItWaits() {
		assertThat(JupiterRun.failureOf(Impatient.class)).hasMessageContaining("after waiting 1 ms");
	}

	@Test
	void nestedClassesAndSetUpMethodsRecord() {
		JupiterRun.of(WithSetUp.class).assertStatistics((events) -> events.succeeded(2).failed(0));
	}

	@Test
	void aContextThatIsClosedByTheTestDoesNoHarm() {
		JupiterRun.of(Dirties.class).assertStatistics((events) -> events.succeeded(2).failed(0));
	}

	@Test
	void aTestThatHasTracesInjectedMustReadThem() {
		assertThat(JupiterRun.failureOf(Unread.class)).hasMessageContaining("1 trace unread");
	}

	@Test
	void aTestThatKnowsNothingOfTracesNeedNot() {
		JupiterRun.of(Unknowing.class).assertStatistics((events) -> events.succeeded(1).failed(0));
	}

	@Test
	void recordsNothingIfSwitchedOff() {
		JupiterRun.of(SwitchedOff.class).assertStatistics((events) -> events.succeeded(1).failed(0));
	}

	@Test
	void parallelTestsOfOneContextSeeTheirOwnTraces() {
		JupiterRun
			.of(Parallel.class, "junit.jupiter.execution.parallel.enabled", "true",
					"junit.jupiter.execution.parallel.mode.default", "concurrent",
					"junit.jupiter.execution.parallel.config.strategy", "fixed",
					"junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
			.assertStatistics((events) -> events.succeeded(2).failed(0));
	}

	@SpringBootTest(classes = Application.class)
	static class ByParameter {

		@Test
		void records(@Autowired RecordedTraces traces, @Autowired Outer outer) {
			outer.call("a");
			assertThat(traces.awaitOne()).hasTree("""
					Outer.call {name=a}
					└─ Inner.call
					""");
		}

	}

	@SpringBootTest(classes = Application.class, args = "--management.tracing.sampling.probability=0")
	static class Sampled {

		@Test
		void records(@Autowired RecordedTraces traces, @Autowired Outer outer) {
			outer.call("a");
			assertThat(traces.awaitOne()).hasSpans(2);
		}

	}

	@SpringBootTest(classes = Application.class, properties = "management.tracing.sampling.probability=0")
	static class Unsampled {

		@Test
		void records(@Autowired RecordedTraces traces, @Autowired Outer outer) {
			outer.call("a");
			traces.assertNone();
		}

	}

	@SpringBootTest(classes = Application.class)
	@RecordTraces
	static class ByAnnotation {

		@Test
		void records(RecordedTraces traces, @Autowired Outer outer) {
			outer.call("a");
			assertThat(traces.awaitOne()).hasSpans(2);
		}

		@Test
		void goesTogetherWithAutowired(RecordedTraces traces, @Autowired RecordedTraces same) {
			assertThat(traces).isSameAs(same);
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
	static class WithServer {

		@Test
		void records(@LocalServerPort int port, @Autowired RecordedTraces traces) {
			RestClient.create("http://localhost:" + port).get().uri("/").exchange((request, response) -> "");
			assertThat(traces.awaitOne()).span("http get *").isRoot().hasKind(SpanKind.SERVER);
		}

	}

	@SpringBootTest(classes = Application.class, properties = "tracing.test.timeout=1ms")
	static class Impatient {

		@Test
		void waits(@Autowired RecordedTraces traces) {
			traces.awaitOne();
		}

	}

	@SpringBootTest(classes = Application.class)
	static class WithSetUp {

		@Autowired
		private RecordedTraces traces;

		@Autowired
		private Outer outer;

		@BeforeEach
		void call() {
			this.outer.call("set-up");
		}

		@Test
		void records() {
			assertThat(this.traces.awaitOne()).hasTree("Outer.call {name=set-up}\n  …");
		}

		@Nested
		class Inside {

			@Test
			void records() {
				WithSetUp.this.outer.call("nested");
				assertThat(WithSetUp.this.traces.await(2)).hasSize(2);
			}

		}

	}

	@SpringBootTest(classes = Application.class)
	@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
	static class Dirties {

		@Test
		void records(@Autowired RecordedTraces traces, @Autowired Outer outer) {
			outer.call("a");
			assertThat(traces.awaitOne()).hasSpans(2);
		}

		@Test
		void recordsAgain(@Autowired RecordedTraces traces, @Autowired Outer outer) {
			outer.call("a");
			assertThat(traces.awaitOne()).hasSpans(2);
		}

	}

	@SpringBootTest(classes = Application.class)
	static class Unread {

		@Autowired
		private RecordedTraces traces;

		@Test
		void leaves(@Autowired Outer outer) {
			outer.call("a");
		}

	}

	@SpringBootTest(classes = Application.class)
	static class Unknowing {

		@Test
		void leaves(@Autowired Outer outer) {
			outer.call("a");
		}

	}

	@SpringBootTest(classes = Application.class, properties = "tracing.test.enabled=false")
	static class SwitchedOff {

		@Test
		void hasNoTraces(@Autowired(required = false) RecordedTraces traces, @Autowired Outer outer) {
			outer.call("a");
			assertThat(traces).isNull();
		}

	}

	@SpringBootTest(classes = Application.class)
	static class Parallel {

		private static final CyclicBarrier BOTH = new CyclicBarrier(2);

		@Autowired
		private RecordedTraces traces;

		@Autowired
		private Outer outer;

		@Test
		void one() throws Exception {
			callAtTheSameTime("one");
		}

		@Test
		void two() throws Exception {
			callAtTheSameTime("two");
		}

		private void callAtTheSameTime(String name) throws InterruptedException, BrokenBarrierException {
			BOTH.await();
			this.outer.call(name);
			BOTH.await();
			assertThat(this.traces.awaitOne()).hasTree("Outer.call {name=" + name + "}\n  Inner.call");
			BOTH.await();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Outer.class, Inner.class })
	static class Application {

	}

	@Traced
	static class Outer {

		private final Inner inner;

		Outer(Inner inner) {
			this.inner = inner;
		}

		public void call(String name) {
			Span.current().setAttribute("name", name);
			this.inner.call();
		}

	}

	@Traced
	static class Inner {

		public void call() {
		}

	}

}
