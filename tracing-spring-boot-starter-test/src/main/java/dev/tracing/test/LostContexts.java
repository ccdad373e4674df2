package dev.tracing.test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import org.jspecify.annotations.Nullable;

/**
 * Traces of a test that look as if they belonged to another one of its traces, because
 * they began while that one's root was running.
 */
final class LostContexts {

	/**
	 * Finds such traces.
	 * @return a finding for all that look alike
	 */
	static List<String> find(List<Trace> traces) {
		Map<List<String>, List<TraceNode>> lost = new LinkedHashMap<>();
		for (Trace trace : traces) {
			Trace around = around(trace, traces);
			if (around != null) {
				lost.computeIfAbsent(List.of(trace.root().name(), around.root().name()), (names) -> new ArrayList<>())
					.add(trace.root());
			}
		}
		return lost.entrySet().stream().map((entry) -> tell(entry.getKey(), entry.getValue())).toList();
	}

	private static @Nullable Trace around(Trace trace, List<Trace> traces) {
		return traces.stream()
			.filter((other) -> other.startEpochNanos() < trace.startEpochNanos())
			.filter((other) -> trace.startEpochNanos() < other.startEpochNanos() + other.root().endNanos())
			.max(Comparator.comparingLong(Trace::startEpochNanos))
			.orElse(null);
	}

	private static String tell(List<String> names, List<TraceNode> roots) {
		String threads = roots.stream()
			.map((root) -> root.span().threadName())
			.filter(Objects::nonNull)
			.map((name) -> "'" + name + "'")
			.collect(Collectors.toCollection(TreeSet::new))
			.stream()
			.limit(3)
			.collect(Collectors.joining(", "));
		return "lost context: " + roots.size() + ((roots.size() == 1) ? " trace" : " traces") + " began with '"
				+ names.get(0) + "' while '" + names.get(1) + "' was running, on " + threads
				+ ". If that called it, its context did not get across to where the work runs.";
	}

	private LostContexts() {
	}

}
