package dev.tracing.store;

import java.time.Duration;
import java.util.List;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceChangesTests {

	private final SdkTracerProvider provider = SdkTracerProvider.builder().build();

	private final Tracer tracer = this.provider.get("test");

	private final TraceStore store = new TraceStore(TraceLimits.defaults().withTraces(2, 0, 0), SpanMasking.NONE);

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void tellsHowFarATraceHasCome() {
		Span root = start("root", Context.root());
		TraceChanges first = this.store.changesSince(0);
		assertThat(first.changed()).singleElement().satisfies((stored) -> {
			assertThat(stored.state()).isEqualTo(TraceState.OPEN);
			assertThat(stored.trace().isRunning()).isTrue();
		});
		end(root);
		TraceChanges second = this.store.changesSince(first.sequence());
		assertThat(second.changed()).extracting(StoredTrace::state).containsExactly(TraceState.SETTLING);
		this.store.finish((record) -> true);
		TraceChanges third = this.store.changesSince(second.sequence());
		assertThat(third.changed()).extracting(StoredTrace::state).containsExactly(TraceState.DONE);
		assertThat(this.store.changesSince(third.sequence()).changed()).isEmpty();
		assertThat(third.sequence()).isEqualTo(this.store.sequence());
	}

	@Test
	void tellsATraceOnceThatChangedOften() {
		Span root = start("root", Context.root());
		long before = this.store.sequence();
		for (int i = 0; i < 10; i++) {
			end(start("child", Context.root().with(root)));
		}
		assertThat(this.store.changesSince(before).changed()).singleElement()
			.satisfies((stored) -> assertThat(stored.trace().nodes()).hasSize(11));
	}

	@Test
	void tellsThatAFinishedTraceIsOpenAgain() {
		Span root = start("root", Context.root());
		end(root);
		this.store.finish((record) -> true);
		long before = this.store.sequence();
		Span late = start("late", Context.root().with(root));
		assertThat(this.store.changesSince(before).changed()).extracting(StoredTrace::state)
			.containsExactly(TraceState.OPEN);
		end(late);
		this.store.finish((record) -> true);
		assertThat(this.store.find(id(root))).hasValueSatisfying((stored) -> {
			assertThat(stored.state()).isEqualTo(TraceState.DONE);
			assertThat(stored.trace().nodes()).hasSize(2);
		});
	}

	@Test
	void readersOfTheSameSeeTheSame() {
		Span root = start("root", Context.root());
		assertThat(this.store.find(id(root))).isPresent().hasValueSatisfying((stored) -> {
			assertThat(this.store.find(id(root)).orElseThrow()).isSameAs(stored);
			assertThat(this.store.changesSince(0).changed()).containsExactly(stored);
		});
	}

	@Test
	void tellsWhatIsGivenUp() {
		List<Span> roots = List.of(traceOf("one"), traceOf("two"));
		long before = this.store.sequence();
		traceOf("three");
		TraceChanges changes = this.store.changesSince(before);
		assertThat(changes.evicted()).containsExactly(id(roots.get(0)));
		assertThat(changes.changed()).extracting((stored) -> stored.trace().root().name()).containsExactly("three");
		assertThat(changes.complete()).isTrue();
		assertThat(this.store.changesSince(0).evicted()).as("of what a new reader never saw").isEmpty();
	}

	@Test
	void doesNotTellThatATraceIsGivenUpThatIsBack() {
		Span root = traceOf("one");
		traceOf("two");
		long before = this.store.sequence();
		traceOf("three");
		start("late", Context.root().with(root));
		TraceChanges changes = this.store.changesSince(before);
		assertThat(changes.evicted()).isEmpty();
		assertThat(changes.changed()).extracting((stored) -> stored.trace().root().name())
			.containsExactly("three", "late");
	}

	@Test
	void tellsAReaderThatMissedTooMuchToStartAgain() {
		traceOf("first");
		long before = this.store.sequence();
		for (int i = 0; i < 5000; i++) {
			traceOf("trace " + i);
		}
		TraceChanges changes = this.store.changesSince(before);
		assertThat(changes.complete()).isFalse();
		assertThat(changes.evicted()).isEmpty();
		assertThat(changes.changed()).extracting((stored) -> stored.trace().root().name())
			.containsExactly("trace 4998", "trace 4999");
		assertThat(this.store.changesSince(changes.sequence()).complete()).isTrue();
		assertThat(this.store.changesSince(changes.sequence() + 1_000_000).complete()).as("of another recorder")
			.isFalse();
	}

	@Test
	void recordersAreReadWhileTheyRecord() {
		try (TraceRecorder recorder = new TraceRecorder();
				SdkTracerProvider recorded = SdkTracerProvider.builder().addSpanProcessor(recorder).build()) {
			Span span = recorded.get("test").spanBuilder("span").startSpan();
			assertThat(recorder.flush(Duration.ofSeconds(20))).isTrue();
			TraceChanges running = recorder.changesSince(0);
			assertThat(running.changed()).extracting(StoredTrace::state).containsExactly(TraceState.OPEN);
			span.end();
			assertThat(recorder.flush(Duration.ofSeconds(20))).isTrue();
			assertThat(recorder.sequence()).isGreaterThan(running.sequence());
			assertThat(recorder.read(span.getSpanContext().getTraceId()))
				.hasValueSatisfying((stored) -> assertThat(stored.trace().root().span().endThreadId())
					.hasValue(Thread.currentThread().getId()));
		}
	}

	private Span traceOf(String name) {
		Span root = start(name, Context.root());
		end(root);
		this.store.finish((record) -> true);
		return root;
	}

	private Span start(String name, Context parent) {
		Span span = this.tracer.spanBuilder(name).setParent(parent).startSpan();
		this.store.accept(new SpanSignal.Started((ReadableSpan) span, 1, "main"), 0);
		return span;
	}

	private void end(Span span) {
		span.end();
		this.store.accept(new SpanSignal.Ended((ReadableSpan) span, 1), 0);
	}

	private static String id(Span span) {
		return span.getSpanContext().getTraceId();
	}

}
