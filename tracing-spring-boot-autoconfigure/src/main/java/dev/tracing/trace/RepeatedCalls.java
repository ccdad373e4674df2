package dev.tracing.trace;

import java.util.List;

/**
 * Siblings of the same kind that do the same, apart from numbers and texts: the queries
 * of a loop, say, that could be one. Other siblings may lie between them.
 *
 * @param parent the parent of the siblings
 * @param key what they have in common: the statement or the name, with {@code ?} for each
 * number and text
 * @param members the siblings, by their start
 * @param sumNanos how long they are together, in nanoseconds
 * @param parallel whether some of them ran at the same time
 * @since 0.1.0
 */
public record RepeatedCalls(TraceNode parent, String key, List<TraceNode> members, long sumNanos, boolean parallel) {

	/**
	 * How many they are.
	 * @return the number of siblings
	 */
	public int count() {
		return this.members.size();
	}

}
