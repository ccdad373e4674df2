package dev.tracing.trace;

import java.util.List;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import org.junit.jupiter.api.Test;

import static dev.tracing.trace.SpanFixtures.at;
import static dev.tracing.trace.SpanFixtures.running;
import static dev.tracing.trace.SpanFixtures.span;
import static dev.tracing.trace.SpanFixtures.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TraceTests {

	@Test
	void nestsSpansAndSortsSiblingsByTheirStart() {
		Trace trace = trace(span("late", 50, 60).parent("root"), span("leaf", 20, 25).parent("early"),
				span("early", 10, 40).parent("root"), span("root", 0, 100));
		assertThat(names(trace.nodes())).containsExactly("root", "early", "leaf", "late");
		assertThat(names(trace.roots())).containsExactly("root");
		TraceNode root = trace.root();
		assertThat(root.parent()).isNull();
		assertThat(names(root.children())).containsExactly("early", "late");
		assertThat(names(root.descendants())).containsExactly("early", "leaf", "late");
		TraceNode leaf = trace.find("leaf").orElseThrow();
		assertThat(leaf.depth()).isEqualTo(2);
		assertThat(leaf.parent()).isSameAs(trace.find("early").orElseThrow());
		assertThat(leaf.descendants()).isEmpty();
		assertThat(leaf.startNanos()).isEqualTo(20_000);
		assertThat(leaf.durationNanos()).isEqualTo(5000);
		assertThat(trace.durationNanos()).isEqualTo(100_000);
	}

	@Test
	void findsNodesByNameAndById() {
		Trace trace = trace(span("root", 0, 100), span("1", "a", 10, 20).parent("root"),
				span("2", "a", 30, 40).parent("root"));
		assertThat(trace.find("a")).contains(trace.nodes().get(1));
		assertThat(trace.findAll("a")).containsExactlyElementsOf(trace.root().children());
		assertThat(trace.findById("2")).contains(trace.nodes().get(2));
		assertThat(trace.find("b")).isEmpty();
		assertThat(trace.findById("3")).isEmpty();
	}

	@Test
	void makesASpanWhoseParentIsMissingARootAndSaysSo() {
		Trace trace = trace(span("orphan", 0, 10).parent("gone"), span("root", 5, 20).remoteParent("elsewhere"));
		assertThat(names(trace.roots())).containsExactly("orphan", "root");
		assertThat(trace.roots().get(0).isOrphan()).isTrue();
		assertThat(trace.roots().get(1).isOrphan()).isFalse();
		assertThat(trace.root().name()).isEqualTo("root");
	}

	@Test
	void nestsUnderARemoteParentThatIsPartOfTheTrace() {
		Trace trace = trace(span("client", 0, 10).kind(SpanKind.CLIENT),
				span("server", 2, 8).kind(SpanKind.SERVER).remoteParent("client"));
		assertThat(names(trace.root().children())).containsExactly("server");
	}

	@Test
	void keepsAllSpansOfOneIdAndGivesTheEarliestTheChildren() {
		Trace trace = trace(span("root", 0, 100), span("same", "second", 20, 30).parent("root"),
				span("same", "first", 10, 30).parent("root"), span("leaf", 25, 28).parent("same"));
		assertThat(names(trace.nodes())).containsExactly("root", "first", "leaf", "second");
		assertThat(trace.findById("same")).contains(trace.nodes().get(1));
	}

	@Test
	void cutsACycleAtItsEarliestSpan() {
		Trace trace = trace(span("a", 5, 10).parent("c"), span("b", 6, 10).parent("a"), span("c", 3, 10).parent("b"),
				span("tail", 7, 8).parent("b"), span("self", 20, 30).parent("self"));
		assertThat(TraceShape.of(trace)).hasToString("""
				c
				└─ a
				   └─ b
				      └─ tail
				self""");
		assertThat(trace.roots()).noneMatch(TraceNode::isOrphan);
	}

	@Test
	void countsARunningSpanAsLastingUntilTheTraceWasLookedAt() {
		List<TraceSpan> spans = List.of(running("root", "root", 0).build(), span("a", 10, 20).parent("root").build());
		assertThat(Trace.of(spans).root().durationNanos()).isEqualTo(20_000);
		Trace later = Trace.of(spans, at(70), 0);
		assertThat(later.root().durationNanos()).isEqualTo(70_000);
		assertThat(later.durationNanos()).isEqualTo(70_000);
		assertThat(later.isRunning()).isTrue();
		assertThat(Trace.of(spans, at(-70), 0).root().durationNanos()).isEqualTo(20_000);
	}

	@Test
	void aSpanNeverEndsBeforeItStarts() {
		Trace trace = trace(span("root", 10, 5));
		assertThat(trace.root().durationNanos()).isZero();
		assertThat(trace.durationNanos()).isZero();
		assertThat(trace.isRunning()).isFalse();
	}

	@Test
	void subtractsFromSelfTimeWhatChildrenCoverTogether() {
		Trace trace = trace(span("checkout", 0, 200_000), span("auth", 5000, 25_000).parent("checkout"),
				span("stock A", 30_000, 60_000).parent("checkout"),
				span("stock B", 120_000, 150_000).parent("checkout"),
				span("prices", 30_000, 120_000).parent("checkout"), span("SELECT", 35_000, 60_000).parent("prices"),
				span("fx", 62_000, 115_000).parent("prices"), span("render", 150_000, 190_000).parent("checkout"),
				span("audit", 185_000, 400_000).parent("checkout"));
		assertThat(selfMillis(trace, "checkout")).isEqualTo(20);
		assertThat(selfMillis(trace, "auth")).isEqualTo(20);
		assertThat(selfMillis(trace, "prices")).isEqualTo(12);
		assertThat(selfMillis(trace, "SELECT")).isEqualTo(25);
		assertThat(selfMillis(trace, "fx")).isEqualTo(53);
		assertThat(trace.find("audit").orElseThrow().isDetached()).isTrue();
		assertThat(trace.find("render").orElseThrow().isDetached()).isFalse();
	}

	@Test
	void subtractsADetachedChildOnlyIfItRanOnTheSameThread() {
		TraceSpan.Builder root = span("root", 0, 10_000).thread(1, "main");
		assertThat(selfMillis(trace(root, span("a", 4000, 90_000).parent("root").thread(2, "pool")), "root"))
			.isEqualTo(10);
		assertThat(selfMillis(trace(root, span("a", 4000, 90_000).parent("root").thread(1, "main")), "root"))
			.isEqualTo(4);
		assertThat(selfMillis(trace(root, span("a", 4000, 90_000).parent("root")), "root")).isEqualTo(10);
	}

	@Test
	void aChildThatOvershootsItsParentALittleIsNotDetached() {
		Trace trace = trace(span("root", 0, 200_000), span("a", 100_000, 202_000).parent("root"),
				span("b", 100_000, 202_001).parent("root"), span("c", 200_000, 200_001).parent("root"),
				span("d", 200_000, 200_000).parent("root"));
		assertThat(trace.root().children()).filteredOn(TraceNode::isDetached)
			.extracting(TraceNode::name)
			.containsExactly("b", "c");
	}

	@Test
	void aServerThatGoesOnAfterItsAnswerIsNotDetachedFromItsClient() {
		Trace trace = trace(span("get", 0, 50_000).kind(SpanKind.CLIENT),
				span("answer", 5000, 60_000).kind(SpanKind.SERVER).parent("get"),
				span("too late", 50_000, 60_000).kind(SpanKind.SERVER).parent("get"));
		assertThat(trace.root().children()).filteredOn(TraceNode::isDetached)
			.extracting(TraceNode::name)
			.containsExactly("too late");
		assertThat(trace.root().selfNanos()).isEqualTo(5_000_000);
	}

	@Test
	void aConsumerIsDetachedFromItsProducer() {
		Trace trace = trace(span("send", 0, 1000).kind(SpanKind.PRODUCER),
				span("receive", 100, 900).kind(SpanKind.CONSUMER).parent("send"));
		assertThat(trace.find("receive").orElseThrow().isDetached()).isTrue();
		assertThat(trace.root().selfNanos()).isEqualTo(1_000_000);
	}

	@Test
	void readsWhatAttributesSayOfThreadAndTask() {
		TraceSpan span = span("a", 0, 1).thread(1, "recorder")
			.attribute(AttributeKey.longKey("thread.id"), 7L)
			.attribute(AttributeKey.stringKey("thread.name"), "task-7")
			.attribute(TracingAttributes.TASK_ID, 42L)
			.attribute(TracingAttributes.TASK_QUEUE_TIME, 1500L)
			.build();
		assertThat(span.threadId()).hasValue(7);
		assertThat(span.threadName()).isEqualTo("task-7");
		assertThat(span.taskId()).hasValue(42);
		assertThat(span.queueNanos()).hasValue(1500);
		TraceSpan bare = span("a", 0, 1).thread(1, "main").build();
		assertThat(bare.threadId()).hasValue(1);
		assertThat(bare.threadName()).isEqualTo("main");
		assertThat(bare.taskId()).isEmpty();
		assertThat(bare.queueNanos()).isEmpty();
	}

	@Test
	void takesAFailureFromTheTypeOfTheErrorWhereNoExceptionWasRecorded() {
		AttributeKey<String> type = AttributeKey.stringKey("error.type");
		assertThat(span("a", 0, 1).status(StatusCode.ERROR, "down").attribute(type, "503").build().failure())
			.isEqualTo(new SpanFailure("503", "down"));
		assertThat(span("a", 0, 1).status(StatusCode.ERROR, "").build().failure())
			.isEqualTo(new SpanFailure(null, null));
		assertThat(span("a", 0, 1).status(StatusCode.OK, "").attribute(type, "503").build().failure()).isNull();
	}

	@Test
	void rootsAreSiblingsOnlyIfTheyHaveAParentInCommon() {
		Trace trace = trace(span("a", 0, 1000).remoteParent("caller"), span("b", 100, 1000).remoteParent("caller"),
				span("c", 100, 1000).remoteParent("other"), span("d", 100, 1000));
		assertThat(trace.parallelGroups()).singleElement()
			.satisfies((group) -> assertThat(names(group.members())).containsExactly("a", "b"));
		assertThat(trace.roots()).filteredOn(TraceNode::isParallel).hasSize(2);
	}

	@Test
	void groupsSpansByTrace() {
		TraceSpan other = TraceSpan.builder("other", "a", "a").start(at(-5)).end(at(5)).build();
		List<Trace> traces = Trace
			.group(List.of(span("root", 0, 10).build(), other, span("a", 1, 2).parent("root").build()));
		assertThat(traces).extracting(Trace::id).containsExactly("other", SpanFixtures.TRACE_ID);
		assertThat(traces.get(1).spans()).hasSize(2);
	}

	@Test
	void isMadeOfSpansOfOneTrace() {
		TraceSpan other = TraceSpan.builder("other", "a", "a").build();
		assertThatIllegalArgumentException().isThrownBy(() -> Trace.of(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> Trace.of(List.of(span("a", 0, 1).build(), other)));
	}

	private static long selfMillis(Trace trace, String name) {
		return trace.find(name).orElseThrow().selfNanos() / 1_000_000;
	}

	private static List<String> names(List<TraceNode> nodes) {
		return nodes.stream().map(TraceNode::name).toList();
	}

}
