package dev.tracing.trace;

import java.util.ArrayList;
import java.util.List;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.CriticalSegment.Reason;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;

import static dev.tracing.trace.SpanFixtures.running;
import static dev.tracing.trace.SpanFixtures.trace;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times are in milliseconds.
 */
class CriticalPathTests {

	private static final int REQUEST = 1;

	private static final int POOL_1 = 11;

	private static final int POOL_2 = 12;

	@Test
	void aSpanIsItsOwnPath() {
		assertThat(path(trace(span("a", 0, 10, REQUEST)))).containsExactly("a 0–10 self");
	}

	@Test
	void whatEndedBeforeSaysNothingOfATaskThatRanAnotherSpanBefore() {
		Trace trace = trace(span("checkout", 0, 200, REQUEST), span("auth", 5, 25, REQUEST).parent("checkout"),
				task(span("stock A", 30, 60, POOL_1).parent("checkout"), 1, 5, 0),
				task(span("stock B", 120, 150, POOL_1).parent("checkout"), 1, 5, 90),
				task(span("prices", 30, 120, POOL_2).parent("checkout"), 2, 5, 0),
				inTask(span("SELECT prices", 35, 60, POOL_2).parent("prices"), 2),
				inTask(span("GET fx", 62, 115, POOL_2).parent("prices"), 2),
				span("render", 150, 190, REQUEST).parent("checkout"),
				task(span("audit", 185, 400, 13).parent("checkout"), 3, 0, 0));
		assertThat(path(trace)).containsExactly("checkout 0–5 self", "auth 5–25 submit", "checkout 25–30 queue",
				"stock A 30–60 order", "checkout 60–120 idle", "stock B 120–150 last", "render 150–190 last",
				"checkout 190–200 self");
	}

	@Test
	void aTaskThatWasIdleMayHaveWaitedForWhatEndedMeanwhile() {
		Trace trace = trace(span("p", 0, 200, REQUEST), task(span("a", 30, 60, POOL_1).parent("p"), 1, 0, 0),
				task(span("b", 120, 150, POOL_1).parent("p"), 1, 0, 90),
				task(span("before", 10, 59, POOL_2).parent("p"), 2, 0, 0),
				task(span("meanwhile", 20, 90, POOL_2).parent("p"), 3, 0, 0),
				task(span("at last", 90, 120, POOL_2).parent("p"), 4, 0, 0),
				task(span("after", 100, 130, 13).parent("p"), 5, 0, 0));
		assertThat(TraceAnalysis.of(trace).criticalPath()).filteredOn((segment) -> segment.why() == Reason.IDLE)
			.extracting((segment) -> segment.candidates().stream().map(TraceNode::name).toList())
			.containsExactly(List.of("at last", "meanwhile"));
		assertThat(TraceAnalysis.of(trace).criticalPath()).filteredOn((segment) -> segment.why() != Reason.IDLE)
			.allMatch((segment) -> segment.candidates().isEmpty());
	}

	@Test
	void withoutTasksItIsWhatEndedBefore() {
		Trace trace = trace(span("checkout", 0, 200, REQUEST), span("auth", 5, 25, REQUEST).parent("checkout"),
				span("stock A", 30, 60, POOL_1).parent("checkout"),
				span("stock B", 120, 150, POOL_1).parent("checkout"),
				span("prices", 30, 120, POOL_2).parent("checkout"),
				span("SELECT prices", 35, 60, POOL_2).parent("prices"),
				span("GET fx", 62, 115, POOL_2).parent("prices"), span("render", 150, 190, REQUEST).parent("checkout"));
		assertThat(path(trace)).containsExactly("checkout 0–5 self", "auth 5–25 inferred", "checkout 25–30 self",
				"prices 30–35 inferred", "SELECT prices 35–60 last", "prices 60–62 inferred", "GET fx 62–115 last",
				"prices 115–120 inferred", "stock B 120–150 last", "render 150–190 last", "checkout 190–200 self");
	}

	@Test
	void aTaskOnAThreadThatWasUsedBeforeIsNotWhatWasThereBefore() {
		Trace trace = trace(span("p", 0, 150, REQUEST), task(span("a", 0, 50, POOL_1).parent("p"), 1, 0, 0),
				task(span("b", 0, 100, POOL_2).parent("p"), 2, 0, 0),
				task(span("c", 100, 150, POOL_1).parent("p"), 3, 0, 0));
		assertThat(path(trace)).containsExactly("b 0–100 submit", "c 100–150 last");
	}

	@Test
	void aTaskWaitsForItsThread() {
		Trace trace = trace(span("p", 0, 100, REQUEST), task(span("a", 0, 50, POOL_1).parent("p"), 1, 0, 0),
				task(span("c", 50, 100, POOL_1).parent("p"), 2, 50, 0),
				task(span("beside", 0, 49, POOL_2).parent("p"), 3, 0, 0));
		assertThat(path(trace)).containsExactly("a 0–50 queued", "c 50–100 last");
	}

	@Test
	void whatATaskDidBeforeItsFirstSpanIsNotItsQueue() {
		Trace trace = trace(span("p", 0, 100, REQUEST), task(span("a", 60, 100, POOL_1).parent("p"), 1, 10, 40));
		assertThat(path(trace)).containsExactly("p 0–10 self", "p 10–20 queue", "p 20–60 idle", "a 60–100 last");
	}

	@Test
	void spansBackToBackAreBothOnThePath() {
		Trace trace = trace(span("p", 0, 30, REQUEST), span("a", 0, 10, REQUEST).parent("p"),
				span("b", 10, 20, REQUEST).parent("p"), span("c", 20, 30, REQUEST).parent("p"));
		assertThat(path(trace)).containsExactly("a 0–10 last", "b 10–20 last", "c 20–30 last");
	}

	@Test
	void aChildThatEndsALittleLaterIsCut() {
		Trace trace = trace(span("p", 0, 100, REQUEST), span("a", 10, 101, POOL_1).parent("p"));
		assertThat(path(trace)).containsExactly("p 0–10 self", "a 10–100 last");
	}

	@Test
	void detachedWorkIsNotOnThePath() {
		Trace trace = trace(span("p", 0, 100, REQUEST), span("a", 10, 102, POOL_1).parent("p"),
				span("b", 100, 140, POOL_1).parent("p"),
				span("send", 20, 40, REQUEST).kind(SpanKind.PRODUCER).parent("p"),
				span("receive", 22, 39, POOL_1).kind(SpanKind.CONSUMER).parent("send"));
		assertThat(path(trace)).containsExactly("p 0–20 self", "send 20–40 last", "p 40–100 self");
	}

	@Test
	void eachRootHasAPath() {
		Trace trace = trace(span("a", 0, 10, REQUEST), span("b", 5, 20, POOL_1), span("c", 6, 20, POOL_1).parent("b"));
		assertThat(path(trace)).containsExactly("a 0–10 self", "b 5–6 self", "c 6–20 last");
	}

	@Test
	void runningSpansLastUntilTheTraceIsLookedAt() {
		Trace trace = Trace.of(List.of(running("p", "p", 0).build(), running("a", "a", 10_000).parent("p").build()),
				SpanFixtures.at(50_000), 0);
		assertThat(path(trace)).containsExactly("p 0–10 self", "a 10–50 last");
		assertThat(TraceAnalysis.of(trace).isProvisional()).isTrue();
	}

	@Test
	void ancestorsOfEachOtherHaveAPath() {
		Trace trace = trace(span("a", 0, 100, REQUEST).parent("b"), span("b", 10, 90, REQUEST).parent("a"));
		assertThat(path(trace)).containsExactly("a 0–10 self", "b 10–90 last", "a 90–100 self");
	}

	@Test
	void eachNodeKnowsItsPieces() {
		Trace trace = trace(span("p", 0, 30, REQUEST), span("a", 10, 20, REQUEST).parent("p"));
		TraceAnalysis analysis = TraceAnalysis.of(trace);
		assertThat(analysis.criticalPath(trace.root())).extracting(CriticalSegment::durationNanos)
			.containsExactly(10_000_000L, 10_000_000L);
		assertThat(TraceAnalysis.of(trace)).isSameAs(analysis);
	}

	private static TraceSpan.Builder span(String name, long from, long to, int thread) {
		return SpanFixtures.span(name, from * 1000, to * 1000).thread(thread, "thread-" + thread);
	}

	private static TraceSpan.Builder inTask(TraceSpan.Builder span, long task) {
		return span.attribute(TracingAttributes.TASK_ID, task);
	}

	private static TraceSpan.Builder task(TraceSpan.Builder span, long task, long queued, long run) {
		return inTask(span, task).attribute(TracingAttributes.TASK_QUEUE_TIME, queued * 1_000_000)
			.attribute(TracingAttributes.TASK_RUN_TIME, run * 1_000_000);
	}

	private static List<String> path(Trace trace) {
		List<String> path = new ArrayList<>();
		for (CriticalSegment segment : TraceAnalysis.of(trace).criticalPath()) {
			path.add(segment.node().name() + " " + segment.startNanos() / 1_000_000 + "–"
					+ segment.endNanos() / 1_000_000 + " " + name(segment.why()));
		}
		return path;
	}

	private static String name(Reason why) {
		return why.name().toLowerCase(java.util.Locale.ROOT);
	}

}
