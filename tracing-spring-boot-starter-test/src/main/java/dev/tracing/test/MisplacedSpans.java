package dev.tracing.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a trace that are expected, but not where they are.
 */
final class MisplacedSpans {

	private static final String CHAIN = ". Each found the one before it as the current span: something made that one "
			+ "current and left it so, or all tasks share one place for the current span.";

	private final Trace trace;

	private final List<Place> places = new ArrayList<>();

	private final Map<Misplacement, List<TraceNode>> misplaced = new LinkedHashMap<>();

	MisplacedSpans(Trace trace, ExpectedSpans expected) {
		this.trace = trace;
		addPlaces(expected, null);
		trace.nodes().forEach(this::add);
	}

	private void addPlaces(ExpectedSpans spans, @Nullable Place above) {
		for (ExpectedSpan line : spans.spans()) {
			Place place = new Place(line, above);
			this.places.add(place);
			addPlaces(line.below(), place);
		}
	}

	/**
	 * The spans that are nested in one of the same name, whether that is right or not.
	 */
	static List<String> nestedInTheirLike(Trace trace) {
		Set<String> names = new LinkedHashSet<>();
		trace.nodes().stream().filter(MisplacedSpans::isNestedInItsLike).forEach((node) -> names.add(node.name()));
		return names.stream().map((name) -> {
			List<TraceNode> all = trace.findAll(name);
			long nested = all.stream().filter(MisplacedSpans::isNestedInItsLike).count();
			return chain(nested, all.size(), name) + " (unless this is a recursion).";
		}).toList();
	}

	/**
	 * The spans that the expected tree has elsewhere.
	 */
	Set<TraceNode> nodes() {
		return this.misplaced.values().stream().flatMap(List::stream).collect(Collectors.toSet());
	}

	/**
	 * What is wrong with them.
	 */
	List<String> findings() {
		return this.misplaced.entrySet()
			.stream()
			.map((entry) -> tell(entry.getKey(), entry.getValue().size()))
			.toList();
	}

	private void add(TraceNode node) {
		List<Place> places = this.places.stream().filter((place) -> place.isFor(node)).toList();
		if (places.isEmpty() || node.isOrphan() || isAnythingElse(node)
				|| places.stream().anyMatch((place) -> place.accepts(node) || !place.isBelowSomethingOf(this.trace))) {
			return;
		}
		this.misplaced.computeIfAbsent(Misplacement.of(node, places), (key) -> new ArrayList<>()).add(node);
	}

	/**
	 * Whether the span may be where it is without having a line of its own.
	 */
	private boolean isAnythingElse(TraceNode node) {
		TraceNode parent = node.parent();
		return parent != null
				&& this.places.stream().anyMatch((place) -> place.isFor(parent) && place.line.below().othersAllowed());
	}

	private String tell(Misplacement misplacement, int count) {
		int all = this.trace.findAll(misplacement.name).size();
		if (!misplacement.nestedInItsLike) {
			return "wrong parent: " + count + " of " + all + " '" + misplacement.name
					+ ((count == 1) ? "' is " : "' are ") + misplacement.actualParent + ", and not "
					+ misplacement.expectedParent
					+ ". Another context was current where they started: the expected one did not get there, or "
					+ "something put its own in front of it.";
		}
		if (all == 2 * count && count == misplacement.expectedCount) {
			return "twice: each '" + misplacement.name + "' has another one below it. Do two "
					+ "instrumentations make a span of the same call?";
		}
		return chain(count, all, misplacement.name) + CHAIN;
	}

	private static String chain(long nested, int all, String name) {
		return "chain: " + nested + " of " + all + " '" + name + "' are nested in another '" + name + "'";
	}

	private static boolean isNestedInItsLike(TraceNode node) {
		for (TraceNode parent = node.parent(); parent != null; parent = parent.parent()) {
			if (parent.name().equals(node.name())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A line of the expected tree, and the place of the line that it is below.
	 */
	private record Place(ExpectedSpan line, @Nullable Place above) {

		boolean isFor(TraceNode node) {
			return this.line.span().matchesName(node);
		}

		boolean accepts(TraceNode node) {
			TraceNode parent = node.parent();
			if (parent == null || this.above == null) {
				return parent == null && this.above == null;
			}
			return this.above.isFor(parent);
		}

		/**
		 * Whether the trace has what the line is below. Otherwise it is not the span that
		 * went astray, but its parent is missing.
		 */
		boolean isBelowSomethingOf(Trace trace) {
			return this.above == null || trace.nodes().stream().anyMatch(this.above::isFor);
		}

		/**
		 * Whether the line is somewhere below one for such a span.
		 */
		boolean isBelow(TraceNode like) {
			for (Place place = this.above; place != null; place = place.above) {
				if (place.isFor(like)) {
					return true;
				}
			}
			return false;
		}

	}

	/**
	 * What is wrong in the same way with spans of a name.
	 */
	private record Misplacement(String name, boolean nestedInItsLike, int expectedCount, String actualParent,
			String expectedParent) {

		static Misplacement of(TraceNode node, List<Place> places) {
			if (isNestedInItsLike(node) && places.stream().noneMatch((place) -> place.isBelow(node))) {
				return new Misplacement(node.name(), true, places.get(0).line.max(), "", "");
			}
			TraceNode parent = node.parent();
			Place above = places.get(0).above;
			return new Misplacement(node.name(), false, 0, (parent != null) ? below(parent.name()) : "without a parent",
					(above != null) ? below(above.line.span().name()) : "without a parent");
		}

		private static String below(Object name) {
			return "below '" + name + "'";
		}

	}

}
