package dev.tracing.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.tracing.TracingAttributes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the critical path and the concurrency of whatever spans come in.
 */
class RandomCriticalPathTests {

	private static final long JITTER_NANOS = 100_000;

	@Test
	void piecesFollowOneAnotherFromTheStartOfEachRootToItsEnd() {
		RandomTraces.forEach((spans) -> {
			Trace trace = Trace.of(spans);
			for (TraceNode root : trace.roots()) {
				long at = root.startNanos();
				for (CriticalSegment segment : CriticalPath.of(root)) {
					assertThat(segment.startNanos()).isEqualTo(at);
					assertThat(segment.endNanos()).isGreaterThan(at).isLessThanOrEqualTo(segment.node().endNanos());
					assertThat(segment.startNanos()).isGreaterThanOrEqualTo(segment.node().startNanos());
					assertThat(rootOf(segment.node())).isSameAs(root);
					at = segment.endNanos();
				}
				assertThat(at).isEqualTo(root.endNanos());
			}
		});
	}

	@Test
	void thePathDoesNotDependOnTheOrderInWhichSpansCome() {
		RandomTraces.forEach((spans) -> {
			assertThat(told(Trace.of(RandomTraces.shuffled(spans)))).isEqualTo(told(Trace.of(spans)));
		});
	}

	@Test
	void thePathIsTheOneThatTheRulesGiveWordForWord() {
		RandomTraces.forEach((spans) -> {
			for (TraceNode root : Trace.of(spans).roots()) {
				assertThat(spanned(CriticalPath.of(root))).isEqualTo(new ByTheRules().path(root));
			}
		});
	}

	@Test
	void concurrencyIsTheNumberOfSpansWithTimeOfTheirOwn() {
		RandomTraces.forEach((spans) -> {
			Trace trace = Trace.of(spans);
			List<long[]> own = new ArrayList<>();
			trace.nodes()
				.forEach((node) -> node.forEachOwn((from, to) -> own
					.add(new long[] { from, Math.max(from, to - ParallelGroups.MIN_OVERLAP_NANOS) })));
			long most = own.stream()
				.mapToLong(
						(piece) -> own.stream().filter((other) -> other[0] <= piece[0] && piece[0] <= other[1]).count())
				.max()
				.orElse(1);
			TraceAnalysis analysis = TraceAnalysis.of(trace);
			assertThat(analysis.maxConcurrency()).isEqualTo((int) most);
			assertThat(analysis.concurrency()).hasSize(TraceAnalysis.CONCURRENCY_PARTS)
				.allMatch((count) -> count >= 0 && count <= most);
		});
	}

	@Test
	@Timeout(60)
	void aChainOfTenThousandNeedsNoMoreStackThanASpan() throws InterruptedException {
		RandomTraces.onASmallStack(() -> {
			TraceAnalysis analysis = TraceAnalysis.of(SpanFixtures.chain(10_000));
			assertThat(analysis.criticalPath()).hasSize(19_999);
			assertThat(analysis.findings()).extracting(Finding::rule).containsExactly(FindingRule.ORPHAN);
		});
	}

	/**
	 * Among as many siblings, a step for each pair would take longer than anybody waits.
	 */
	@Test
	@Timeout(60)
	void siblingsAreNotComparedWithEachOther() {
		int siblings = 100_000;
		for (int length : List.of(1, siblings)) {
			List<TraceSpan> spans = new ArrayList<>();
			spans.add(SpanFixtures.span("root", 0, 3L * siblings).build());
			IntStream.range(0, siblings)
				.mapToObj((i) -> SpanFixtures.span("child " + i, "child", i, i + length)
					.parent("root")
					.thread(i % 3, "t")
					.attribute(TracingAttributes.TASK_ID, (long) i)
					.attribute(TracingAttributes.TASK_QUEUE_TIME, (i % 5) * 1_000L)
					.build())
				.forEach(spans::add);
			assertThat(TraceAnalysis.of(Trace.of(spans)).criticalPath()).isNotEmpty();
		}
	}

	private static List<String> told(Trace trace) {
		return TraceAnalysis.of(trace)
			.criticalPath()
			.stream()
			.map((segment) -> segment.node() + " " + segment.startNanos() + " " + segment.endNanos() + segment.why())
			.toList();
	}

	/**
	 * The pieces, joined where a span's time was told in several.
	 */
	private static List<String> spanned(List<CriticalSegment> path) {
		List<Piece> pieces = new ArrayList<>();
		path.forEach((segment) -> pieces.add(new Piece(segment.node(), segment.startNanos(), segment.endNanos())));
		return joined(pieces);
	}

	private static List<String> joined(List<Piece> pieces) {
		List<Piece> joined = new ArrayList<>();
		for (Piece piece : pieces) {
			Piece last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
			if (last != null && last.node == piece.node) {
				joined.set(joined.size() - 1, new Piece(last.node, last.from, piece.to));
			}
			else {
				joined.add(piece);
			}
		}
		return joined.stream().map((piece) -> piece.node.index() + " " + piece.from + " " + piece.to).toList();
	}

	private static TraceNode rootOf(TraceNode node) {
		TraceNode root = node;
		for (TraceNode parent = root.parent(); parent != null; parent = root.parent()) {
			root = parent;
		}
		return root;
	}

	private record Piece(TraceNode node, long from, long to) {
	}

	/**
	 * The rules as they are written down, with a look at every child at every step.
	 */
	private static final class ByTheRules {

		private final Set<TraceNode> used = new HashSet<>();

		private final List<Piece> pieces = new ArrayList<>();

		private final Deque<Piece> stack = new ArrayDeque<>();

		List<String> path(TraceNode root) {
			this.stack.push(new Piece(root, root.startNanos(), root.endNanos()));
			while (!this.stack.isEmpty()) {
				explain(this.stack.pop());
			}
			this.pieces.sort(Comparator.comparingLong(Piece::from));
			return joined(this.pieces);
		}

		private void explain(Piece stretch) {
			TraceNode parent = stretch.node;
			long until = stretch.to;
			TraceNode next = null;
			while (until > stretch.from) {
				TraceNode child = latest(candidates(parent, next, until, stretch.from), parent);
				if (child == null) {
					break;
				}
				long end = Math.min(end(child, parent), until);
				add(parent, end, until);
				long start = Math.max(child.startNanos(), stretch.from);
				this.stack.push(new Piece(child, start, end));
				this.used.add(child);
				until = start;
				next = child;
			}
			add(parent, stretch.from, until);
		}

		private List<TraceNode> candidates(TraceNode parent, @Nullable TraceNode next, long until, long from) {
			List<TraceNode> all = parent.children()
				.stream()
				.filter((child) -> !child.isDetached() && child.startNanos() < parent.endNanos())
				.filter((child) -> !this.used.contains(child) && child.startNanos() < until
						&& end(child, parent) <= until + JITTER_NANOS && end(child, parent) > from)
				.toList();
			if (next == null || next.span().taskId().isEmpty() || next.span().taskId().equals(parent.span().taskId())) {
				return all;
			}
			List<TraceNode> sameTask = filter(all, (child) -> child.span().taskId().equals(next.span().taskId()));
			OptionalLong queued = next.span().queueNanos();
			if (!sameTask.isEmpty() || queued.isEmpty()) {
				return sameTask.isEmpty() ? all : sameTask;
			}
			long submitted = next.startNanos() - queued.getAsLong();
			List<TraceNode> sameThread = filter(all,
					(child) -> child.startsOnThreadOf(next) && end(child, parent) > submitted);
			return !sameThread.isEmpty() ? sameThread
					: filter(all, (child) -> end(child, parent) <= submitted + JITTER_NANOS);
		}

		private static List<TraceNode> filter(List<TraceNode> nodes, Predicate<TraceNode> predicate) {
			return nodes.stream().filter(predicate).toList();
		}

		private static @Nullable TraceNode latest(List<TraceNode> candidates, TraceNode parent) {
			TreeSet<TraceNode> sorted = new TreeSet<>(Comparator.<TraceNode>comparingLong((child) -> end(child, parent))
				.thenComparingLong(TraceNode::startNanos)
				.thenComparing((child) -> child.span().spanId()));
			sorted.addAll(candidates);
			return sorted.isEmpty() ? null : sorted.last();
		}

		private static long end(TraceNode child, TraceNode parent) {
			return Math.min(child.endNanos(), parent.endNanos());
		}

		private void add(TraceNode node, long from, long to) {
			if (to > from) {
				this.pieces.add(new Piece(node, from, to));
			}
		}

	}

}
