package dev.tracing.trace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The attributes of the nodes of an outline's line, a line for each, by their keys. Where
 * the nodes differ, the first few values are told.
 */
final class OutlineAttributes {

	private static final int MAX_VALUES = 5;

	static List<String> lines(OutlineRow row) {
		Map<String, Set<String>> values = new TreeMap<>();
		for (TraceNode node : row.nodes()) {
			node.span()
				.attributes()
				.forEach((key, value) -> values.computeIfAbsent(key.getKey(), (name) -> new LinkedHashSet<>())
					.add(EscapedText.of(String.valueOf(value))));
		}
		boolean leaf = row.nodes().get(0).children().isEmpty();
		String indent = row.indent() + (leaf ? "   " : "│  ");
		return values.entrySet()
			.stream()
			.map((entry) -> indent + EscapedText.of(entry.getKey()) + " = " + join(entry.getValue()))
			.toList();
	}

	private static String join(Set<String> values) {
		String told = values.stream().limit(MAX_VALUES).collect(Collectors.joining(" | "));
		return (values.size() > MAX_VALUES) ? told + " | … (" + values.size() + " values)" : told;
	}

	private OutlineAttributes() {
	}

}
