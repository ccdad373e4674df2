package demo.tour;

import java.util.List;

import demo.trip.Provider;
import dev.tracing.trace.ParallelGroup;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;

/**
 * What came of running a construct once.
 *
 * @param traceId the id of the trace
 * @param tree the trace as text
 * @param summary the trace in numbers
 */
record ConstructRun(String traceId, String tree, Summary summary) {

	private static final String PARENT = "TripSearch.search";

	private static final String CALL = "Provider.quote";

	static ConstructRun of(Trace trace, TraceTextOptions options) {
		return new ConstructRun(trace.id(), new TraceText(options).render(trace), Summary.of(trace));
	}

	/**
	 * A trace in numbers.
	 *
	 * @param parent the name of the span that the calls belong under
	 * @param made how many calls were made
	 * @param calls how many of them the trace has
	 * @param siblings how many of them are directly under the parent
	 * @param atOnce how many of these ran at the same time at most
	 * @param spans how many spans the trace has
	 * @param millis how long the trace took
	 */
	record Summary(String parent, int made, int calls, int siblings, int atOnce, int spans, long millis) {

		private static Summary of(Trace trace) {
			TraceNode parent = trace.find(PARENT).orElseThrow();
			List<TraceNode> siblings = parent.children().stream().filter(Summary::isCall).toList();
			int atOnce = parent.parallelGroups()
				.stream()
				.filter((group) -> siblings.containsAll(group.members()))
				.mapToInt(ParallelGroup::maxConcurrency)
				.max()
				.orElse(Math.min(1, siblings.size()));
			return new Summary(PARENT, Provider.NAMES.size(), trace.findAll(CALL).size(), siblings.size(), atOnce,
					trace.nodes().size(), Math.round(trace.durationNanos() / 1e6));
		}

		private static boolean isCall(TraceNode node) {
			return node.name().equals(CALL);
		}

	}

}
