package dev.tracing.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.tracing.trace.SpanEvent;
import dev.tracing.trace.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Keeps the newest traces in memory, and tells {@link TraceListener listeners} of each
 * one that is finished.
 *
 * <p>
 * The threads that start and end spans only put a signal into a bounded queue; they never
 * wait, and what finds the queue full is dropped and counted. All else is done by a
 * daemon thread of the recorder's own. It keeps sampled spans only, within
 * {@link TraceLimits}.
 *
 * <p>
 * A trace is finished when all of its spans that are known to have started have ended,
 * and it then was quiet for {@link TraceLimits#quietPeriod()}. So work that was handed to
 * another thread belongs to the trace that is told, though the request that handed it
 * over has long been answered. If a span comes later still, the trace is open again, and
 * listeners are told of it once more when it is finished again. A trace whose spans do
 * not end, and that is quiet for {@link TraceLimits#idlePeriod()}, counts as finished.
 *
 * <p>
 * Safe for use by many threads. {@link #close()} tells what is unfinished and ends the
 * thread; what was recorded can be read ever after.
 *
 * @since 0.1.0
 */
public final class TraceRecorder implements SpanProcessor {

	private final TraceStore store;

	private final TraceAssembler assembler;

	private final TraceLimits limits;

	/**
	 * Create a recorder with the default limits that hides nothing.
	 */
	public TraceRecorder() {
		this(TraceLimits.defaults());
	}

	/**
	 * Create a recorder that hides nothing.
	 * @param limits how much is kept
	 */
	public TraceRecorder(TraceLimits limits) {
		this(limits, SpanMasking.NONE);
	}

	/**
	 * Create a recorder.
	 * @param limits how much is kept
	 * @param masking what is hidden before it is kept, and from listeners
	 */
	public TraceRecorder(TraceLimits limits, SpanMasking masking) {
		this.limits = limits;
		this.store = new TraceStore(limits, masking);
		this.assembler = new TraceAssembler(this.store, limits.queuedSignals());
		this.assembler.start();
	}

	/**
	 * Adds a listener, to be told of traces that are finished from now on.
	 * @param listener the listener
	 */
	public void addListener(TraceListener listener) {
		this.assembler.listeners().add(listener);
	}

	/**
	 * Removes a listener.
	 * @param listener the listener
	 */
	public void removeListener(TraceListener listener) {
		this.assembler.listeners().remove(listener);
	}

	/**
	 * The finished traces that are kept.
	 * @return the traces, the one that was finished last first
	 */
	public List<Trace> finished() {
		return this.store.finished();
	}

	/**
	 * The traces that are not finished, as they are now.
	 * @return the traces, in no order
	 */
	public List<Trace> unfinished() {
		return this.store.unfinished();
	}

	/**
	 * A trace, whether it is finished or not.
	 * @param traceId the id of the trace
	 * @return the trace, or empty if it is not kept
	 */
	public Optional<Trace> find(String traceId) {
		return read(traceId).map(StoredTrace::trace);
	}

	/**
	 * A trace with its state, whether it is finished or not.
	 * @param traceId the id of the trace
	 * @return the trace, or empty if it is not kept
	 */
	public Optional<StoredTrace> read(String traceId) {
		return this.store.find(traceId);
	}

	/**
	 * What changed since a reader asked last, for those who follow what goes on: they ask
	 * from time to time, and a trace that changed a thousand times since is told once, as
	 * it is now. Nothing is kept for a reader, and nothing waits for one.
	 * @param sequence the {@linkplain TraceChanges#sequence() number} of what the reader
	 * was told last; 0 for all that is held
	 * @return the changes
	 */
	public TraceChanges changesSince(long sequence) {
		return this.store.changesSince(sequence);
	}

	/**
	 * The number of the last change, to ask cheaply whether there is a new one.
	 * @return the number, which never falls
	 */
	public long sequence() {
		return this.store.sequence();
	}

	/**
	 * How much is kept.
	 * @return the limits
	 */
	public TraceLimits limits() {
		return this.limits;
	}

	/**
	 * What the recorder holds, and what it had to leave out.
	 * @return the numbers
	 */
	public RecorderCounts counts() {
		return this.store.counts(this.assembler.droppedSignals());
	}

	/**
	 * Gives up the traces that have no running span, soon, on the recorder's own thread.
	 */
	public void clear() {
		this.assembler.clear();
	}

	/**
	 * Adds an event to a span that has ended, and is kept; once for each name. A trace
	 * that was finished already is finished again.
	 * @param span the ids of the span
	 * @param name the name of the event
	 * @param attributes its attributes, which are not masked
	 */
	public void addEvent(SpanContext span, String name, Attributes attributes) {
		Instant now = Instant.now();
		long epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
		this.assembler.signal(new SpanSignal.Noted(span, new SpanEvent(name, epochNanos, attributes)));
	}

	/**
	 * Waits until all that started and ended before has been looked at, and finishes each
	 * trace that has no running span, without waiting for it to be quiet. When this
	 * returns true, listeners have been told.
	 * @param timeout how long to wait at most
	 * @return false if it took longer, or if a listener calls this
	 */
	public boolean flush(Duration timeout) {
		return !this.assembler.isCurrentThread()
				&& forceFlush().join(timeout.toNanos(), TimeUnit.NANOSECONDS).isSuccess();
	}

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		if (span.getSpanContext().isSampled()) {
			Thread thread = Thread.currentThread();
			this.assembler.signal(new SpanSignal.Started(span, thread.getId(), thread.getName()));
		}
	}

	@Override
	public boolean isStartRequired() {
		return true;
	}

	@Override
	public void onEnd(ReadableSpan span) {
		if (span.getSpanContext().isSampled()) {
			this.assembler.signal(new SpanSignal.Ended(span, Thread.currentThread().getId()));
		}
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

	/**
	 * Does what {@link #flush(Duration)} does, without waiting for it.
	 */
	@Override
	public CompletableResultCode forceFlush() {
		return this.assembler.flush();
	}

	/**
	 * Does what {@link #close()} does, without waiting for it.
	 */
	@Override
	public CompletableResultCode shutdown() {
		return this.assembler.close();
	}

}
