package dev.tracing.test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tracing.trace.Trace;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/**
 * A trace as it is being recorded. Guarded by the lock of its {@link SpanRecorder}.
 */
final class RecordedTrace {

	private final Set<TestWindow> windows;

	private final boolean decided;

	private final List<RecordedSpan> spans = new ArrayList<>();

	private final Set<String> running = new HashSet<>();

	private int read;

	private @Nullable Trace complete;

	/**
	 * Create a trace without spans.
	 * @param windows the tests that it belongs to, or, if there are several, may belong
	 * to
	 */
	RecordedTrace(List<TestWindow> windows) {
		this.windows = new HashSet<>(windows);
		this.decided = windows.size() == 1;
	}

	void started(ReadableSpan span) {
		this.spans.add(new RecordedSpan(span));
		this.running.add(span.getSpanContext().getSpanId());
		this.complete = null;
	}

	void ended(ReadableSpan span) {
		this.running.remove(span.getSpanContext().getSpanId());
	}

	/**
	 * Whether nothing that was started is still running.
	 */
	boolean isComplete() {
		return this.running.isEmpty();
	}

	/**
	 * Whether a span was started that no one has looked at.
	 */
	boolean isUnread() {
		return this.spans.size() > this.read;
	}

	/**
	 * The name of the span that the trace began with.
	 */
	String rootName() {
		return this.spans.get(0).name();
	}

	boolean isOf(TestWindow window) {
		return this.decided && this.windows.contains(window);
	}

	/**
	 * Whether the trace is of the test or of another one that ran at the same time.
	 */
	boolean mayBeOf(TestWindow window) {
		return !this.decided && this.windows.contains(window);
	}

	/**
	 * Forgets a test that is over.
	 * @return whether no test is left that could want the trace
	 */
	boolean forget(TestWindow window) {
		this.windows.remove(window);
		return this.windows.isEmpty();
	}

	/**
	 * Reads the trace as of now, for a test that it belongs to or may belong to.
	 */
	TraceReading read(TestWindow window) {
		int size = this.spans.size();
		return new TraceReading(toTrace(), isComplete(), isOf(window), () -> this.read = Math.max(this.read, size));
	}

	private Trace toTrace() {
		Trace trace = this.complete;
		if (trace == null) {
			trace = Trace.of(this.spans.stream().map(RecordedSpan::read).toList());
			this.complete = isComplete() ? trace : null;
		}
		return trace;
	}

}
