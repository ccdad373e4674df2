package dev.tracing.trace;

import java.util.List;

/**
 * Siblings that ran at the same time: each overlaps another one of the group by more than
 * 50 microseconds and by more than a hundredth of the shorter of the two.
 *
 * @param members the siblings, at least two, by their start
 * @param maxConcurrency how many of them ran at once at most
 * @param startNanos when the first of them started, in nanoseconds since the trace's
 * start
 * @param endNanos when the last of them ended, in nanoseconds since the trace's start
 * @since 0.1.0
 */
public record ParallelGroup(List<TraceNode> members, int maxConcurrency, long startNanos, long endNanos) {
}
