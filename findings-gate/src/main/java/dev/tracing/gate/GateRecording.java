package dev.tracing.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tracing.context.ScopeFaults;
import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.Trace;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Records for the gate alone.
 */
final class GateRecording implements AutoCloseable {

	private final TraceRecorder recorder = new TraceRecorder();

	private final ScopeFaults.Listener faults = this.recorder::addEvent;

	private final Set<String> seen = new HashSet<>();

	GateRecording() {
		ScopeFaults.addListener(this.faults);
	}

	/**
	 * What spans go through. Not the recorder itself, so that no application is given it
	 * that asks for one.
	 */
	SpanProcessor processor() {
		return SpanProcessor.composite(this.recorder, SpanProcessor.composite());
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
	public void close() {
		ScopeFaults.removeListener(this.faults);
		this.recorder.close();
	}

}
