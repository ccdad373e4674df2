package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.tracing.trace.SpanFixtures.at;
import static dev.tracing.trace.SpanFixtures.running;
import static dev.tracing.trace.SpanFixtures.trace;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule: what it finds, and beside it what it must not take for that. Times are in
 * milliseconds.
 */
class FindingsTests {

	@Test
	void nothingIsWrongWithATreeThatIsRight() {
		assertThat(found(span("p", 0, 100, 1), span("a", 10, 50, 2).parent("p"), span("b", 10, 60, 3).parent("p"),
				span("c", 60, 100, 1).parent("p")))
			.isEmpty();
	}

	@Test
	void w1ParentOfThisProcessIsMissing() {
		assertThat(found(span("a", 0, 10, 1).parent("gone"))).containsExactly("W1 WARN a");
		assertThat(found(span("a", 0, 10, 1).remoteParent("elsewhere"))).isEmpty();
		assertThat(found(Trace.of(List.of(span("a", 0, 10, 1).parent("gone").build()), 0, 3)))
			.as("that may be among those not kept")
			.containsExactly("W11 INFO a");
		assertThat(found(Trace.of(List.of(span("a", 0, 10, 1).parent("gone").build()), 0, 0, true)))
			.as("that may be among those of which nothing is known")
			.isEmpty();
	}

	@Test
	void w2ChildEndsAfterItsParent() {
		assertThat(found(span("p", 0, 100, 1), span("a", 50, 102, 2).parent("p"))).containsExactly("W2 INFO a");
		assertThat(found(span("p", 0, 100, 1), span("a", 50, 101, 2).parent("p"))).as("a moment later").isEmpty();
		assertThat(found(span("p", 0, 100, 1).kind(SpanKind.CLIENT),
				span("a", 50, 200, 2).kind(SpanKind.SERVER).remoteParent("p")))
			.as("the server tidies up")
			.isEmpty();
		assertThat(found(span("p", 0, 100, 1),
				span("a", 50, 200, 2).parent("p").attribute(TracingAttributes.DETACHED, true)))
			.as("as it is meant to")
			.isEmpty();
		assertThat(found(span("p", 0, 100, 1).attribute(TracingAttributes.STREAM, true),
				span("a", 50, 200, 2).parent("p")))
			.as("the client of a stream has gone")
			.isEmpty();
	}

	@Test
	void w2WarnsWhereOneThreadCannotHaveDoneIt() {
		assertThat(found(span("p", 0, 100, 1).endThread(1), span("a", 50, 200, 1).endThread(1).parent("p")))
			.containsExactly("W2 WARN a");
		assertThat(found(span("p", 0, 100, 1).endThread(1), span("a", 50, 200, 1).endThread(2).parent("p")))
			.as("a future")
			.containsExactly("W2 INFO a");
		assertThat(found(span("p", 0, 100, 1).thread(1, "reactor-http-nio-2").endThread(1),
				span("a", 50, 200, 1).thread(1, "reactor-http-nio-2").endThread(1).parent("p")))
			.as("an event loop")
			.containsExactly("W2 INFO a");
	}

	@Test
	void w3ChildStartsOnAnotherThreadAfterItsParent() {
		assertThat(found(span("p", 0, 100, 1), span("a", 120, 130, 2).parent("p"))).containsExactly("W3 INFO a");
		assertThat(found(span("p", 0, 100, 1), span("a", 120, 130, 1).parent("p"))).as("on the same").isEmpty();
		assertThat(found(span("p", 0, 100, 1).kind(SpanKind.PRODUCER),
				span("a", 120, 130, 2).kind(SpanKind.CONSUMER).parent("p")))
			.as("a message")
			.isEmpty();
	}

	@Test
	void w4aScopeWasLeftOpen() {
		SpanEvent leaked = new SpanEvent(TracingAttributes.SCOPE_LEAKED, at(5),
				Attributes.of(TracingAttributes.LEAKED_SPAN_ID, "b"));
		Trace trace = trace(span("a", 0, 10, 1).events(List.of(leaked)));
		assertThat(found(trace)).containsExactly("W4a WARN a");
		assertThat(TraceAnalysis.of(trace).findings().get(0).data()).containsEntry("tracing.scope.leaked.span_id", "b");
	}

	@Test
	void w4bScopeWasClosedOnAnotherThread() {
		SpanEvent closed = new SpanEvent(TracingAttributes.SCOPE_CLOSED_ELSEWHERE, at(5), Attributes.empty());
		assertThat(found(span("a", 0, 10, 1).events(List.of(closed)))).containsExactly("W4b WARN a");
	}

	@Test
	void w4cSpanWasCurrentWhenOtherWorkBegan() {
		SpanEvent outlived = new SpanEvent(TracingAttributes.SCOPE_OUTLIVED, at(15), Attributes.empty());
		assertThat(found(span("a", 0, 10, 1).events(List.of(outlived)))).containsExactly("W4c WARN a");
	}

	@Test
	void w5aRequestInAnother() {
		TraceSpan.Builder a = span("GET /a", 0, 10, 1).kind(SpanKind.SERVER);
		TraceSpan.Builder b = span("GET /b", 20, 30, 1).kind(SpanKind.SERVER).parent("GET /a");
		assertThat(found(a, b)).containsExactly("W5a WARN GET /b");
		assertThat(found(span("work", 0, 100, 1),
				span("task job", 10, 20, 2).parent("work")
					.attribute(AttributeKey.stringKey("code.function"), "job")
					.attribute(AttributeKey.stringKey("outcome"), "SUCCESS")))
			.containsExactly("W5a WARN task job");
		assertThat(found(span("test", 0, 100, 1), span("GET /b", 20, 30, 1).kind(SpanKind.SERVER).parent("test")))
			.as("a test calls the handler itself")
			.isEmpty();
		assertThat(found(span("call", 0, 100, 1).kind(SpanKind.CLIENT),
				span("GET /b", 20, 30, 2).kind(SpanKind.SERVER).remoteParent("call")))
			.as("the application calls itself")
			.isEmpty();
	}

	@Test
	void w5bSpansThatFollowedOneAnotherAreEachOthersParents() {
		assertThat(found(steps(4))).containsExactly("W5b WARN step 0");
		assertThat(found(steps(9))).as("once").containsExactly("W5b WARN step 0");
		assertThat(found(steps(3))).isEmpty();
	}

	@Test
	void w5cEndlessChain() {
		assertThat(found(nested(66, "call"))).containsExactly("W5c INFO 65");
		assertThat(found(nested(65, "call"))).isEmpty();
		assertThat(found(nested(100, null))).as("of different names").isEmpty();
	}

	@Test
	void w6SpanNeverEnds() {
		TraceSpan.Builder open = running("p", "p", 0);
		assertThat(found(look(31_000, open))).containsExactly("W6 WARN p");
		assertThat(found(look(29_000, running("p", "p", 0)))).isEmpty();
		assertThat(found(look(31_000, running("p", "p", 0), span("a", 10, 22_000, 1).parent("p"))))
			.as("something happened lately")
			.isEmpty();
		assertThat(found(look(31_000, running("p", "p", 0), running("a", "a", 0).parent("p")))).as("the parent waits")
			.containsExactly("W6 WARN a");
		assertThat(found(look(31_000, running("p", "p", 0), span("q", "p", 0, 4_000, 1))))
			.as("others of the name are slow")
			.isEmpty();
		assertThat(found(look(31_000, running("p", "p", 0).usual(4_000_000_000L)))).as("so they are elsewhere")
			.isEmpty();
		assertThat(found(look(31_000, running("p", "p", 0).kind(SpanKind.CONSUMER)))).isEmpty();
		assertThat(found(look(31_000, running("p", "p", 0).kind(SpanKind.SERVER)))).as("it may be a stream")
			.containsExactly("W6 INFO p");
		assertThat(found(
				look(31_000, running("p", "p", 0).kind(SpanKind.SERVER).attribute(TracingAttributes.STREAM, true))))
			.as("it is one")
			.isEmpty();
	}

	@Test
	void w7SeveralRoots() {
		assertThat(found(span("a", 0, 10, 1), span("b", 0, 10, 2))).containsExactly("W7 INFO a");
		assertThat(found(span("a", 0, 10, 1), span("b", 0, 10, 2).remoteParent("x"))).isEmpty();
	}

	@Test
	void w8BrokenIds() {
		assertThat(found(span("a", 0, 100, 1), span("a", "b", 10, 20, 1).parent("a"))).containsExactly("W8 WARN b");
		assertThat(found(span("a", 0, 100, 1).parent("b"), span("b", 10, 90, 1).parent("a")))
			.containsExactly("W8 WARN a");
	}

	@Test
	void w9ChildStartsBeforeItsParent() {
		assertThat(found(span("p", 10, 100, 1), span("a", 5, 50, 2).parent("p"))).containsExactly("W9 INFO a");
		assertThat(found(span("p", 10, 100, 1), span("a", 8, 50, 2).parent("p"))).as("clocks differ").isEmpty();
	}

	@Test
	void w10CallsAreRepeated() {
		Trace trace = loop(10, 2, "SELECT * FROM item WHERE id = %d", "GET /price/%d");
		assertThat(found(trace)).containsExactly("W10 INFO root", "W10 INFO root");
		assertThat(TraceAnalysis.of(trace).repeats()).extracting(RepeatedCalls::key)
			.containsExactly("SELECT * FROM item WHERE id = ?", "GET /price/?");
		assertThat(found(loop(9, 2, "a %d"))).as("few").isEmpty();
		assertThat(found(loop(10, 0, "a %d"))).as("short").isEmpty();
		assertThat(found(loop(10, 2, "a%d"))).as("different").isEmpty();
	}

	@Test
	void w10TellsAFanOutFromALoop() {
		TraceSpan.Builder[] spans = IntStream.range(0, 11)
			.mapToObj((i) -> (i == 10) ? span("root", 0, 100, 1) : span("s" + i, "quote", i, 50 + i, i).parent("root"))
			.toArray(TraceSpan.Builder[]::new);
		assertThat(TraceAnalysis.of(trace(spans)).findings()).singleElement()
			.satisfies((finding) -> assertThat(finding.message()).startsWith("fans out to ×10 quote"));
	}

	@Test
	void w11SomethingWasNotKept() {
		assertThat(found(Trace.of(List.of(span("a", 0, 10, 1).build()), 0, 2))).containsExactly("W11 INFO a");
		assertThat(found(span("a", 0, 10, 1).dropped(3))).containsExactly("W11 INFO a");
	}

	@Test
	void whatMayStillChangeIsNotTold() {
		assertThat(found(look(100, running("p", "p", 0), span("a", 10, 20, 1).parent("gone"),
				span("b", 10, 20, 1).parent("a"), span("c", 25, 30, 2).parent("b"))))
			.isEmpty();
	}

	@Test
	void aNodeKnowsItsFindings() {
		Trace trace = trace(span("a", 0, 10, 1).parent("gone"), span("b", 2, 3, 1).parent("a"));
		TraceAnalysis analysis = TraceAnalysis.of(trace);
		assertThat(analysis.findings(trace.root())).hasSize(1).isEqualTo(analysis.findings());
		assertThat(analysis.findings(trace.nodes().get(1))).isEmpty();
	}

	private static TraceSpan.Builder[] steps(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> (i == 0) ? span("step 0", 0, 1, 1)
					: span("step " + i, 10L * i, 10L * i + 1, 1).parent("step " + (i - 1)))
			.toArray(TraceSpan.Builder[]::new);
	}

	private static TraceSpan.Builder[] nested(int count, @Nullable String name) {
		return IntStream.range(0, count)
			.mapToObj((i) -> span(String.valueOf(i), (name != null && i < count - 1) ? name : String.valueOf(i), i,
					2L * count - i, 1)
				.remoteParent(String.valueOf(i - 1)))
			.toArray(TraceSpan.Builder[]::new);
	}

	/**
	 * A loop of some calls in turn, each so many times.
	 */
	private static Trace loop(int times, int millis, String... calls) {
		List<TraceSpan.Builder> spans = new ArrayList<>();
		long at = 0;
		for (int i = 0; i < times; i++) {
			for (String call : calls) {
				spans.add(span(call + i, String.format(call, i), at, at + millis, 1).parent("root"));
				at += millis + 1;
			}
		}
		spans.add(span("root", 0, at, 1));
		return trace(spans.toArray(TraceSpan.Builder[]::new));
	}

	private static Trace look(long millis, TraceSpan.Builder... spans) {
		return Trace.of(Arrays.stream(spans).map(TraceSpan.Builder::build).toList(), at(millis * 1000), 0);
	}

	private static TraceSpan.Builder span(String name, long from, long to, int thread) {
		return span(name, name, from, to, thread);
	}

	private static TraceSpan.Builder span(String id, String name, long from, long to, int thread) {
		return SpanFixtures.span(id, name, from * 1000, to * 1000).thread(thread, "thread-" + thread);
	}

	private static List<String> found(TraceSpan.Builder... spans) {
		return found(trace(spans));
	}

	private static List<String> found(Trace trace) {
		return TraceAnalysis.of(trace)
			.findings()
			.stream()
			.map((finding) -> finding.rule().id() + " " + finding.level() + " " + finding.node().name())
			.toList();
	}

}
