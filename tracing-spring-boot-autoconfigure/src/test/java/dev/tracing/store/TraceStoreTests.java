package dev.tracing.store;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceStoreTests {

	private final SdkTracerProvider provider = SdkTracerProvider.builder().build();

	private final TraceStore store = new TraceStore(TraceLimits.defaults(), SpanMasking.NONE);

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void keepsASpanOnceWhoseEndWasFoundBeforeItWasSignalled() {
		Span span = start();
		span.end();
		this.store.findEnded(0);
		assertThat(this.store.unfinished()).singleElement()
			.satisfies((trace) -> assertThat(trace.isRunning()).isFalse());
		this.store.accept(new SpanSignal.Ended((ReadableSpan) span, 1), 0);
		this.store.finish((record) -> true);
		assertThat(this.store.finished()).singleElement().satisfies((trace) -> assertThat(trace.nodes()).hasSize(1));
	}

	@Test
	void keepsASpanWhoseStartWasNotSignalled() {
		Span span = this.provider.get("test").spanBuilder("span").startSpan();
		span.end();
		this.store.accept(new SpanSignal.Ended((ReadableSpan) span, 1), 0);
		this.store.finish((record) -> true);
		assertThat(this.store.finished()).singleElement().satisfies((trace) -> assertThat(trace.nodes()).hasSize(1));
	}

	@Test
	void waitsForAsLongAsTheTraceThatIsQuietNext() {
		long quiet = TraceLimits.defaults().quietPeriod().toNanos();
		long idle = TraceLimits.defaults().idlePeriod().toNanos();
		assertThat(this.store.nanosUntilQuiet(0)).isEqualTo(Long.MAX_VALUE);
		Span span = start();
		assertThat(this.store.nanosUntilQuiet(10)).isEqualTo(idle - 10);
		span.end();
		this.store.accept(new SpanSignal.Ended((ReadableSpan) span, 1), 100);
		assertThat(this.store.nanosUntilQuiet(110)).isEqualTo(quiet - 10);
		this.store.finishQuiet(100 + quiet - 1);
		assertThat(this.store.takeFinished()).isEmpty();
		this.store.finishQuiet(100 + quiet);
		assertThat(this.store.takeFinished()).hasSize(1);
		assertThat(this.store.takeFinished()).isEmpty();
	}

	@Test
	void doesNotTellATraceAgainThatHasOnlyLostSpansSince() {
		TraceStore small = new TraceStore(TraceLimits.defaults().withSpansPerTrace(1), SpanMasking.NONE);
		Span root = this.provider.get("test").spanBuilder("root").startSpan();
		root.end();
		small.accept(new SpanSignal.Ended((ReadableSpan) root, 1), 0);
		small.finish((record) -> true);
		assertThat(small.takeFinished()).hasSize(1);
		Span late = this.provider.get("test").spanBuilder("late").setParent(Context.root().with(root)).startSpan();
		late.end();
		small.accept(new SpanSignal.Ended((ReadableSpan) late, 1), 0);
		small.finish((record) -> true);
		assertThat(small.takeFinished()).isEmpty();
		assertThat(small.finished()).singleElement()
			.satisfies((trace) -> assertThat(trace.droppedSpans()).isEqualTo(1));
	}

	@Test
	void givesUpWhatHasNoRunningSpanAlthoughItMayGoOn() {
		Span ended = start();
		Span running = start();
		ended.end();
		this.store.accept(new SpanSignal.Ended((ReadableSpan) ended, 1), 0);
		this.store.clear();
		assertThat(this.store.finished()).isEmpty();
		assertThat(this.store.unfinished()).singleElement()
			.satisfies((trace) -> assertThat(trace.id()).isEqualTo(running.getSpanContext().getTraceId()));
		assertThat(this.store.changesSince(1).evicted()).containsExactly(ended.getSpanContext().getTraceId());
		running.end();
	}

	private Span start() {
		Span span = this.provider.get("test").spanBuilder("span").startSpan();
		this.store.accept(new SpanSignal.Started((ReadableSpan) span, 1, "main"), 0);
		return span;
	}

}
