package dev.tracing.viewer;

import java.util.List;
import java.util.Objects;

import dev.tracing.trace.ParallelGroup;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceNode;
import dev.tracing.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A trace as it is listed.
 *
 * @param trace the trace
 * @param state whether it goes on
 * @param open how many spans are running
 * @param errors how many spans are errors
 * @param threads how many threads its spans started on
 * @param maxConcurrency how many siblings ran at the same time at most
 */
record TraceSummary(Trace trace, TraceState state, int open, int errors, int threads, int maxConcurrency) {

	static TraceSummary of(Trace trace, TraceState state) {
		List<TraceSpan> spans = trace.spans();
		return new TraceSummary(trace, state, (int) spans.stream().filter(TraceSpan::isRunning).count(),
				(int) spans.stream().filter(TraceSpan::isError).count(),
				(int) spans.stream().map(TraceSpan::threadName).filter(Objects::nonNull).distinct().count(),
				maxConcurrency(trace));
	}

	String id() {
		return this.trace.id();
	}

	/**
	 * Whether nothing happened since another summary of the same trace; that time passed
	 * is nothing.
	 */
	boolean isLike(TraceSummary other) {
		return this.state == other.state && (this.trace == other.trace || this.state != TraceState.DONE
				&& this.open == other.open && this.trace.nodes().size() == other.trace.nodes().size());
	}

	@Nullable String thread() {
		return this.trace.root().span().threadName();
	}

	private static int maxConcurrency(Trace trace) {
		int max = trace.parallelGroups().stream().mapToInt(ParallelGroup::maxConcurrency).max().orElse(1);
		for (TraceNode node : trace.nodes()) {
			for (ParallelGroup group : node.parallelGroups()) {
				max = Math.max(max, group.maxConcurrency());
			}
		}
		return max;
	}

}
