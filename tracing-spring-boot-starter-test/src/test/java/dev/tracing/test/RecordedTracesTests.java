package dev.tracing.test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.tracing.trace.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordedTracesTests {

	private final RecordedTraces traces = RecordedTraces.create();

	private final Tracer tracer = SdkTracerProvider.builder()
		.addSpanProcessor(this.traces.spanProcessor())
		.build()
		.get("test");

	@Test
	void awaitsATraceWhoseLastSpanEndsOnAnotherThread() throws Exception {
		Span root = this.tracer.spanBuilder("root").startSpan();
		CountDownLatch awaiting = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			Span child = this.tracer.spanBuilder("child").setParent(Context.root().with(root)).startSpan();
			root.end();
			awaiting.countDown();
			child.end();
		});
		thread.start();
		awaiting.await();
		Trace trace = this.traces.awaitOne();
		thread.join();
		assertThat(trace).hasTree("""
				root
				  child
				""");
	}

	@Test
	void tellsWhatWasSeenWhenTheTimeIsOver() {
		Span root = this.tracer.spanBuilder("root").startSpan();
		try (Scope scope = root.makeCurrent()) {
			this.tracer.spanBuilder("child").startSpan().end();
		}
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.traces.within(Duration.ofMillis(10)).awaitOne())
			.withMessageContaining("root")
			.withMessageContaining("└─ child")
			.withMessageContaining("running");
		root.end();
		assertThat(this.traces.awaitOne()).hasSpans(2);
	}

	@Test
	void failsAtOnceWhenThereAreMoreTraces() {
		this.tracer.spanBuilder("one").startSpan().end();
		this.tracer.spanBuilder("two").startSpan().end();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.traces.within(Duration.ofDays(1)).awaitOne())
			.withMessageStartingWith("Expected 1 trace, but there are 2. Seen so far:\n\n");
		assertThat(this.traces.await(2)).extracting((trace) -> trace.root().name()).containsExactly("one", "two");
		this.traces.assertNone();
	}

	@Test
	void awaitsTheTraceThatMatchesAndLeavesOthersUnread() {
		this.tracer.spanBuilder("one").startSpan().end();
		this.tracer.spanBuilder("two").startSpan().end();
		assertThat(this.traces.awaitOne((trace) -> trace.root().name().equals("two"))).hasTree("two");
		assertThat(this.traces.awaitOne()).hasTree("one");
	}

	@Test
	void aTraceThatGoesOnAfterItWasReadIsUnreadAgain() {
		Span root = this.tracer.spanBuilder("root").startSpan();
		root.end();
		this.traces.awaitOne();
		this.traces.assertNone();
		this.tracer.spanBuilder("late").setParent(Context.root().with(root)).startSpan().end();
		assertThat(this.traces.awaitOne()).hasSpans(2);
	}

}
