package dev.tracing.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import static dev.tracing.trace.SpanFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for whatever spans come in: traces at random, broken ones included.
 */
class RandomTraceTests {

	@Test
	void everySpanIsInTheTreeExactlyOnce() {
		RandomTraces.forEachHoweverBroken((spans) -> {
			Trace trace = Trace.of(spans);
			assertThat(trace.spans()).containsExactlyInAnyOrderElementsOf(spans);
			List<TraceNode> walked = new ArrayList<>();
			trace.roots().forEach((root) -> {
				walked.add(root);
				walked.addAll(root.descendants());
			});
			assertThat(walked).containsExactlyElementsOf(trace.nodes());
			for (TraceNode node : trace.nodes()) {
				assertThat(node.children()).allMatch((child) -> child.parent() == node)
					.allMatch((child) -> child.depth() == node.depth() + 1)
					.isSortedAccordingTo((one, other) -> Long.compare(one.startNanos(), other.startNanos()));
			}
		});
	}

	@Test
	void selfTimeIsWhatNoChildCoversThatWasWaitedForOrTookTheThread() {
		RandomTraces.forEachHoweverBroken((spans) -> {
			for (TraceNode node : Trace.of(spans).nodes()) {
				List<TraceNode> awaited = node.children()
					.stream()
					.filter((child) -> !child.isDetached() || child.startsOnThreadOf(node))
					.toList();
				TreeSet<Long> instants = new TreeSet<>(List.of(node.startNanos(), node.endNanos()));
				awaited.forEach((child) -> instants.addAll(List.of(child.startNanos(), child.endNanos())));
				long self = 0;
				for (long from : instants.subSet(node.startNanos(), node.endNanos())) {
					if (awaited.stream().noneMatch(covers(from))) {
						self += instants.higher(from) - from;
					}
				}
				assertThat(node.selfNanos()).isEqualTo(self).isBetween(0L, node.durationNanos());
			}
		});
	}

	@Test
	void parallelGroupsAreTheConnectedComponentsOfSiblingsThatOverlap() {
		RandomTraces.forEachHoweverBroken((spans) -> {
			Trace trace = Trace.of(spans);
			trace.nodes().forEach((node) -> assertGroups(node.children(), node.parallelGroups()));
		});
	}

	@Test
	void textAndShapeDoNotDependOnTheOrderInWhichSpansCome() {
		RandomTraces.forEachHoweverBroken((spans) -> {
			Trace one = Trace.of(spans);
			Trace other = Trace.of(RandomTraces.shuffled(spans));
			TraceText text = new TraceText(TraceTextOptions.defaults());
			assertThat(text.render(one)).isEqualTo(text.render(other));
			assertThat(TraceShape.of(one)).isEqualTo(TraceShape.of(other));
		});
	}

	@Test
	void everySpanIsToldOnce() {
		RandomTraces.forEachHoweverBroken((spans) -> {
			Trace trace = Trace.of(spans);
			for (SiblingFolding folding : SiblingFolding.values()) {
				List<OutlineRow> rows = Outline.rows(trace.roots(), OutlineLabel::of, folding);
				assertThat(rows.stream().flatMap((row) -> row.nodes().stream())).doesNotHaveDuplicates()
					.hasSameSizeAs(trace.nodes());
				assertThat(rows).allMatch(
						(row) -> row.nodes().stream().allMatch((node) -> OutlineLabel.of(node).equals(row.label())));
			}
		});
	}

	@Test
	void aChainOfTenThousandNeedsNoMoreStackThanASpan() throws InterruptedException {
		RandomTraces.onASmallStack(() -> {
			Trace chain = SpanFixtures.chain(10_000);
			assertThat(chain.nodes().get(9999).depth()).isEqualTo(9999);
			assertThat(TraceShape.of(chain).toString().lines()).hasSize(10_000);
			TraceTextOptions all = TraceTextOptions.defaults().withMaxLines(Integer.MAX_VALUE).withAttributes(true);
			assertThat(new TraceText(all).render(chain).lines()).hasSize(10_001);
		});
	}

	@Test
	void tenThousandChildrenOfOneParentAreOneGroup() {
		Random random = new Random(42);
		List<TraceSpan> spans = new ArrayList<>();
		spans.add(span("root", 0, 100_000_000).build());
		for (int i = 0; i < 10_000; i++) {
			spans.add(span("child " + i, i, 50_000_000 - i + random.nextInt(1000)).parent("root").build());
		}
		Trace trace = Trace.of(spans);
		assertThat(trace.root().parallelGroups()).singleElement()
			.satisfies((group) -> assertThat(group.maxConcurrency()).isEqualTo(10_000));
		assertThat(TraceShape.of(trace).toString().lines()).hasSize(10_001);
	}

	private static void assertGroups(List<TraceNode> siblings, List<ParallelGroup> groups) {
		Set<Set<TraceNode>> expected = new HashSet<>();
		Set<TraceNode> seen = new HashSet<>();
		for (TraceNode sibling : siblings) {
			Set<TraceNode> component = component(sibling, siblings);
			if (component.size() > 1 && seen.addAll(component)) {
				expected.add(component);
			}
		}
		assertThat(groups).extracting((group) -> (Set<TraceNode>) new HashSet<>(group.members()))
			.containsExactlyInAnyOrderElementsOf(expected);
		for (ParallelGroup group : groups) {
			assertThat(group.members()).allMatch((member) -> member.parallelGroup() == group);
			assertThat(group.maxConcurrency()).isEqualTo(group.members()
				.stream()
				.mapToInt((member) -> (int) group.members().stream().filter(covers(member.startNanos())).count())
				.max()
				.orElseThrow());
		}
		assertThat(siblings).filteredOn(TraceNode::isParallel).hasSize(seen.size());
	}

	private static Set<TraceNode> component(TraceNode start, List<TraceNode> siblings) {
		Set<TraceNode> component = new HashSet<>(Set.of(start));
		while (siblings.stream()
			.filter((sibling) -> component.stream().anyMatch((member) -> overlap(member, sibling)))
			.map(component::add)
			.toList()
			.contains(true)) {
			// until nothing was added
		}
		return component;
	}

	private static boolean overlap(TraceNode one, TraceNode other) {
		long overlap = Math.min(one.endNanos(), other.endNanos()) - Math.max(one.startNanos(), other.startNanos());
		long shorter = Math.min(one.durationNanos(), other.durationNanos());
		return one != other && overlap > 50_000 && overlap > shorter / 100;
	}

	private static Predicate<TraceNode> covers(long instant) {
		return (node) -> node.startNanos() <= instant && instant < node.endNanos();
	}

}
