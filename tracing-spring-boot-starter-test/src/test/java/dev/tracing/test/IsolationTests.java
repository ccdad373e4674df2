package dev.tracing.test;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.tracing.trace.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Whose a span is, when tests share an application context. Tests are played by threads.
 */
class IsolationTests {

	private final SpanRecorder recorder = new SpanRecorder();

	private final RecordedTraces traces = RecordedTraces.of(this.recorder, Duration.ofMillis(100));

	private final Tracer tracer = SdkTracerProvider.builder().addSpanProcessor(this.recorder).build().get("test");

	private final ExecutorService one = Executors.newSingleThreadExecutor();

	private final ExecutorService two = Executors.newSingleThreadExecutor();

	private final ExecutorService background = Executors.newSingleThreadExecutor();

	@AfterEach
	void shutDown() {
		this.one.shutdown();
		this.two.shutdown();
		this.background.shutdown();
	}

	@Test
	void testsSideBySideSeeWhatTheirOwnThreadBegan() throws Exception {
		on(this.one, this.traces::startTest);
		on(this.two, this.traces::startTest);
		Span first = on(this.one, () -> span("first", Context.root()));
		Span second = on(this.two, () -> span("second", Context.root()));
		on(this.background, () -> span("below first", Context.root().with(first)));
		on(this.background, () -> span("below second", Context.root().with(second)));
		assertThat(awaitOne(this.one)).hasTree("first\n  below first");
		assertThat(awaitOne(this.two)).hasTree("second\n  below second");
	}

	@Test
	void theOnlyTestSeesWhatAnyThreadBegins() throws Exception {
		on(this.one, this.traces::startTest);
		on(this.background, () -> span("request", Context.root()));
		assertThat(awaitOne(this.background)).hasTree("request");
	}

	@Test
	void whatMayBelongToSeveralTestsIsGivenToNoneButTold() throws Exception {
		on(this.one, this.traces::startTest);
		on(this.two, this.traces::startTest);
		on(this.background, () -> span("request", Context.root()));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> awaitOne(this.one))
			.withMessageContaining("Nothing was recorded in this test")
			.withMessageContaining("no telling whose they are")
			.withMessageContaining("request");
		run(this.two, this.traces::assertNone);
	}

	@Test
	void whatMayBelongToSeveralTestsGoesToTheOneThatKnowsIt() throws Exception {
		on(this.one, this.traces::startTest);
		on(this.two, this.traces::startTest);
		on(this.background, () -> span("request", Context.root()));
		Trace trace = on(this.two,
				() -> this.traces.awaitOne((candidate) -> candidate.root().name().equals("request")));
		assertThat(trace).hasSpans(1);
	}

	@Test
	void whatGoesOnAfterItsTestIsSeenByNone() throws Exception {
		RunningTest test = on(this.one, this.traces::startTest);
		Span span = on(this.one, () -> span("old", Context.root()));
		run(this.one, test::end);
		on(this.one, this.traces::startTest);
		on(this.background, () -> span("late", Context.root().with(span)));
		run(this.one, this.traces::assertNone);
	}

	@Test
	void whatBeganBeforeAnyTestIsSeenByNone() throws Exception {
		Span span = on(this.background, () -> span("start-up", Context.root()));
		on(this.one, this.traces::startTest);
		on(this.background, () -> span("late", Context.root().with(span)));
		run(this.one, this.traces::assertNone);
	}

	@Test
	void aStaleContextOnTheTestsOwnThreadIsSeen() throws Exception {
		Span span = on(this.background, () -> span("start-up", Context.root()));
		on(this.one, this.traces::startTest);
		on(this.one, () -> span("below", Context.root().with(span)));
		assertThat(awaitOne(this.one)).hasTree("below (parent missing)");
	}

	@Test
	void aThreadOfNoTestCannotAskWhenThereAreSeveral() throws Exception {
		on(this.one, this.traces::startTest);
		on(this.two, this.traces::startTest);
		assertThatIllegalStateException().isThrownBy(() -> awaitOne(this.background))
			.withMessageStartingWith("2 tests are running in this application context");
	}

	@Test
	void clearedTracesGoOnUnseen() throws Exception {
		on(this.one, this.traces::startTest);
		Span span = on(this.one, () -> span("cleared", Context.root()));
		run(this.one, this.traces::clear);
		on(this.background, () -> span("late", Context.root().with(span)));
		run(this.one, this.traces::assertNone);
	}

	private Span span(String name, Context parent) {
		Span span = this.tracer.spanBuilder(name).setParent(parent).startSpan();
		span.end();
		return span;
	}

	private Trace awaitOne(ExecutorService thread) throws Exception {
		return on(thread, this.traces::awaitOne);
	}

	private static void run(ExecutorService thread, Runnable work) throws Exception {
		on(thread, Executors.callable(work));
	}

	private static <T> T on(ExecutorService thread, Callable<T> work) throws Exception {
		try {
			return thread.submit(work).get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (Exception) ex.getCause();
		}
	}

}
