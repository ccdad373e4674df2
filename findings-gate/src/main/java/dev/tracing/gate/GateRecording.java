package dev.tracing.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tracing.context.ScopeFaults;
import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.Trace;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Records for the gate alone. Not a recorder itself, so that no application is given it
 * that asks for one.
 */
final class GateRecording implements SpanProcessor {

	private final TraceRecorder recorder = new TraceRecorder();

	private final ScopeFaults.Listener faults = this.recorder::addEvent;

	private final Set<String> seen = new HashSet<>();

	GateRecording() {
		ScopeFaults.addListener(this.faults);
	}

	/**
	 * The traces that finished since this was called last.
	 */
	List<Trace> takeFinished() {
		this.recorder.flush(Duration.ofSeconds(20));
		List<Trace> taken = new ArrayList<>();
		for (Trace trace : this.recorder.finished()) {
			if (this.seen.add(trace.id())) {
				taken.add(trace);
			}
		}
		return taken;
	}

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		this.recorder.onStart(parentContext, span);
	}

	@Override
	public boolean isStartRequired() {
		return true;
	}

	@Override
	public void onEnd(ReadableSpan span) {
		this.recorder.onEnd(span);
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.recorder.shutdown();
	}

	@Override
	public CompletableResultCode forceFlush() {
		return this.recorder.forceFlush();
	}

	@Override
	public void close() {
		ScopeFaults.removeListener(this.faults);
		this.recorder.close();
	}

}
