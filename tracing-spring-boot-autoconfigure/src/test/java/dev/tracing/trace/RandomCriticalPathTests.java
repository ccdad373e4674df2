package dev.tracing.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
		forRandomSpans((spans) -> {
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
		forRandomSpans((spans) -> {
			List<TraceSpan> shuffled = new ArrayList<>(spans);
			Collections.shuffle(shuffled, new Random(spans.size()));
			assertThat(told(Trace.of(shuffled))).isEqualTo(told(Trace.of(spans)));
		});
	}

	@Test
	void thePathIsTheOneThatTheRulesGiveWordForWord() {
		forRandomSpans((spans) -> {
			for (TraceNode root : Trace.of(spans).roots()) {
				assertThat(spanned(CriticalPath.of(root))).isEqualTo(new ByTheRules().path(root));
			}
		});
	}

	@Test
	void concurrencyIsTheNumberOfSpansWithTimeOfTheirOwn() {
		forRandomSpans((spans) -> {
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
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		Thread smallStack = new Thread(null, () -> {
			TraceAnalysis analysis = TraceAnalysis.of(SpanFixtures.chain(10_000));
			assertThat(analysis.criticalPath()).hasSize(19_999);
			assertThat(analysis.findings()).extracting(Finding::rule).containsExactly(FindingRule.ORPHAN);
		}, "small stack", 256 * 1024);
		smallStack.setUncaughtExceptionHandler((thread, ex) -> failures.add(ex));
		smallStack.start();
		smallStack.join();
		assertThat(failures).isEmpty();
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

	private static void forRandomSpans(Consumer<List<TraceSpan>> property) {
		new Random(20261125).longs(3000).forEach((seed) -> {
			try {
				property.accept(randomSpans(seed));
			}
			catch (AssertionError ex) {
				throw new AssertionError("Does not hold for the spans of seed " + seed, ex);
			}
		});
	}

	/**
	 * Mostly a tree of tasks on a few threads, but anything may be missing or wrong.
	 */
	private static List<TraceSpan> randomSpans(long seed) {
		Random random = new Random(seed);
		int size = 1 + random.nextInt(25);
		int scale = List.of(500, 5000, 50_000).get(random.nextInt(3));
		int grid = List.of(1, 50, 100).get(random.nextInt(3));
		List<TraceSpan> spans = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			long from = (i == 0) ? 0 : random.nextInt(scale) / grid * grid;
			long to = (i == 0) ? scale : from + random.nextInt(scale) / (1 + random.nextInt(4)) / grid * grid;
			TraceSpan.Builder span = SpanFixtures.running("id " + i, "name " + i, from);
			if (i > 0 && random.nextInt(20) > 0) {
				span.parent("id " + random.nextInt(random.nextBoolean() ? i : size));
			}
			if (random.nextInt(20) > 0) {
				span.end(SpanFixtures.at(to));
			}
			if (random.nextInt(4) > 0) {
				span.thread(random.nextInt(3), "thread");
			}
			if (random.nextBoolean()) {
				span.attribute(TracingAttributes.TASK_ID, (long) random.nextInt(4));
				if (random.nextInt(4) > 0) {
					span.attribute(TracingAttributes.TASK_QUEUE_TIME, random.nextInt(scale) * 1000L);
				}
			}
			spans.add(span.build());
		}
		return spans;
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
