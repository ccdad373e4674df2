package dev.tracing.store;

/**
 * What a {@link TraceRecorder} holds, and what it had to leave out since it was made.
 *
 * @param finishedTraces how many finished traces are held
 * @param openTraces how many unfinished traces are held
 * @param bytes how much memory their spans take, by the estimate of
 * {@link TraceLimits#bytes()}
 * @param evictedTraces how many finished traces were given up for newer ones
 * @param droppedSpans how many spans were not kept because of a limit
 * @param droppedSignals how many starts and ends of spans found the queue full. A span of
 * which one of the two was looked at is not lost
 * @since 0.1.0
 */
public record RecorderCounts(int finishedTraces, int openTraces, long bytes, long evictedTraces, long droppedSpans,
		long droppedSignals) {
}
