package dev.tracing.store;

import java.time.Duration;

/**
 * How much a {@link TraceRecorder} keeps. Whatever is beyond a limit is left out and
 * counted; nothing ever waits.
 *
 * @param traces how many finished traces are kept, the newest
 * @param errorTraces how many more are kept of those that have errors, the newest
 * @param slowTraces how many more are kept of the others, the slowest
 * @param openTraces how many traces may be unfinished at once. Beyond, the one that was
 * quiet for longest counts as finished
 * @param spansPerTrace how many spans of a trace are kept. Beyond, a tenth more are kept
 * of roots and errors
 * @param bytes how much memory the spans may take, by an estimate, in bytes. Beyond, the
 * oldest finished traces go until nine tenths are used; where none are left, spans are
 * not kept
 * @param queuedSignals how many starts and ends of spans may wait to be looked at
 * @param quietPeriod how long a trace has to be quiet after its last running span ended
 * before it counts as finished, for what was handed to another thread to join it
 * @param idlePeriod how long a trace with running spans has to be quiet before it counts
 * as finished all the same
 * @param span what is kept of each span
 * @since 0.1.0
 */
public record TraceLimits(int traces, int errorTraces, int slowTraces, int openTraces, int spansPerTrace, long bytes,
		int queuedSignals, Duration quietPeriod, Duration idlePeriod, SpanContentLimits span) {

	private static final TraceLimits DEFAULTS = new TraceLimits(500, 50, 50, 1000, 10_000, 32 * 1024 * 1024, 8192,
			Duration.ofMillis(500), Duration.ofMinutes(10), SpanContentLimits.defaults());

	/**
	 * Create limits.
	 * @throws IllegalArgumentException if a number is negative, or where nothing at all
	 * could be kept
	 */
	public TraceLimits {
		if (errorTraces < 0 || slowTraces < 0 || quietPeriod.isNegative() || idlePeriod.isNegative()) {
			throw new IllegalArgumentException("A limit must not be negative");
		}
		if (traces < 1 || openTraces < 1 || spansPerTrace < 1 || bytes < 1 || queuedSignals < 1) {
			throw new IllegalArgumentException("A limit must be at least 1");
		}
	}

	/**
	 * The defaults: 500 traces, 50 more with errors and 50 more that are slow; 1,000
	 * unfinished; 10,000 spans each; 32 MiB; 8,192 signals; a quiet period of 500 ms and
	 * an idle period of 10 minutes.
	 * @return the limits
	 */
	public static TraceLimits defaults() {
		return DEFAULTS;
	}

	/**
	 * The same limits, with other numbers of finished traces.
	 * @param traces how many of the newest
	 * @param errorTraces how many more with errors
	 * @param slowTraces how many more of the slowest
	 * @return the limits
	 */
	public TraceLimits withTraces(int traces, int errorTraces, int slowTraces) {
		return new TraceLimits(traces, errorTraces, slowTraces, this.openTraces, this.spansPerTrace, this.bytes,
				this.queuedSignals, this.quietPeriod, this.idlePeriod, this.span);
	}

	/**
	 * The same limits, with another number of unfinished traces.
	 * @param openTraces how many traces may be unfinished at once
	 * @return the limits
	 */
	public TraceLimits withOpenTraces(int openTraces) {
		return new TraceLimits(this.traces, this.errorTraces, this.slowTraces, openTraces, this.spansPerTrace,
				this.bytes, this.queuedSignals, this.quietPeriod, this.idlePeriod, this.span);
	}

	/**
	 * The same limits, with another number of spans.
	 * @param spansPerTrace how many spans of a trace are kept
	 * @return the limits
	 */
	public TraceLimits withSpansPerTrace(int spansPerTrace) {
		return new TraceLimits(this.traces, this.errorTraces, this.slowTraces, this.openTraces, spansPerTrace,
				this.bytes, this.queuedSignals, this.quietPeriod, this.idlePeriod, this.span);
	}

	/**
	 * The same limits, with other memory.
	 * @param bytes how much memory the spans may take, in bytes
	 * @return the limits
	 */
	public TraceLimits withBytes(long bytes) {
		return new TraceLimits(this.traces, this.errorTraces, this.slowTraces, this.openTraces, this.spansPerTrace,
				bytes, this.queuedSignals, this.quietPeriod, this.idlePeriod, this.span);
	}

	/**
	 * The same limits, with another length of the queue.
	 * @param queuedSignals how many starts and ends of spans may wait to be looked at
	 * @return the limits
	 */
	public TraceLimits withQueuedSignals(int queuedSignals) {
		return new TraceLimits(this.traces, this.errorTraces, this.slowTraces, this.openTraces, this.spansPerTrace,
				this.bytes, queuedSignals, this.quietPeriod, this.idlePeriod, this.span);
	}

	/**
	 * The same limits, with other periods.
	 * @param quietPeriod how long a trace without running spans has to be quiet
	 * @param idlePeriod how long a trace with running spans has to be quiet
	 * @return the limits
	 */
	public TraceLimits withPeriods(Duration quietPeriod, Duration idlePeriod) {
		return new TraceLimits(this.traces, this.errorTraces, this.slowTraces, this.openTraces, this.spansPerTrace,
				this.bytes, this.queuedSignals, quietPeriod, idlePeriod, this.span);
	}

	/**
	 * The same limits, with others for each span.
	 * @param span what is kept of each span
	 * @return the limits
	 */
	public TraceLimits withSpan(SpanContentLimits span) {
		return new TraceLimits(this.traces, this.errorTraces, this.slowTraces, this.openTraces, this.spansPerTrace,
				this.bytes, this.queuedSignals, this.quietPeriod, this.idlePeriod, span);
	}

}
