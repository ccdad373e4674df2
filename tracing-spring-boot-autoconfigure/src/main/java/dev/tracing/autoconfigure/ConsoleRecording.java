package dev.tracing.autoconfigure;

import dev.tracing.store.TraceConsole;
import dev.tracing.store.TraceRecorder;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Records for the console alone, where nothing is hidden. Not a recorder itself, so that
 * nobody is given what the console sees who asks for the recorder.
 */
final class ConsoleRecording implements SpanProcessor {

	private final TraceRecorder recorder = new TraceRecorder();

	TraceRecorder recorder() {
		return this.recorder;
	}

	void tell(TraceConsole console) {
		this.recorder.addListener(console);
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

	/**
	 * Ends the recorder's thread also where no tracer provider was made that would.
	 */
	@Override
	public void close() {
		this.recorder.close();
	}

}
