package dev.tracing.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Records every span that is started while a test runs, and knows which test it belongs
 * to: a span with a parent in this process belongs where its trace does. A trace belongs
 * to the test whose thread starts it, otherwise to the one test that runs. If several
 * run, it may belong to any of them.
 *
 * <p>
 * Spans are counted where they start and where they end, on the threads that do so, so
 * that whether a trace is complete is known and need not be guessed from a silence.
 */
final class SpanRecorder implements SpanProcessor {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<TestWindow> windows = new ArrayList<>();

	private final Map<String, RecordedTrace> traces = new LinkedHashMap<>();

	private long changes;

	TestWindow open(@Nullable Thread thread) {
		this.lock.lock();
		try {
			TestWindow window = new TestWindow(thread);
			this.windows.add(window);
			return window;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Closes a window and forgets its traces. What still belongs to them is not recorded.
	 */
	void close(TestWindow window) {
		this.lock.lock();
		try {
			this.windows.remove(window);
			this.traces.values().removeIf((trace) -> trace.forget(window));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The window of the test that a thread works for, and that asks for its traces.
	 * @throws IllegalStateException if there is none, or no telling which
	 */
	TestWindow windowOf(Thread thread) {
		this.lock.lock();
		try {
			List<TestWindow> candidates = candidates(thread);
			if (candidates.isEmpty()) {
				throw new IllegalStateException("No test is running in this application context");
			}
			if (candidates.size() > 1) {
				throw new IllegalStateException(candidates.size() + " tests are running in this application context, "
						+ "and thread '" + thread.getName() + "' runs none of them: ask on the test's own thread");
			}
			candidates.get(0).ask();
			return candidates.get(0);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Reads what was recorded and not read before.
	 * @param window whose traces to read. Those that may belong to it are read as well
	 * @param runningToo whether traces are read of which a span is still running
	 * @return the traces, by their start
	 */
	List<TraceReading> unreadOf(TestWindow window, boolean runningToo) {
		this.lock.lock();
		try {
			return this.traces.values()
				.stream()
				.filter((trace) -> trace.isUnread() && (runningToo || trace.isComplete()))
				.filter((trace) -> trace.isOf(window) || trace.mayBeOf(window))
				.filter((trace) -> !window.ignores(trace.rootName()))
				.map((trace) -> trace.read(window))
				.toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether a span of a window's traces is still running.
	 */
	boolean isAnyRunning(TestWindow window) {
		this.lock.lock();
		try {
			return this.traces.values()
				.stream()
				.anyMatch((trace) -> !trace.isComplete() && trace.isOf(window) && !window.ignores(trace.rootName()));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether a trace belongs to a window for sure.
	 */
	boolean belongsTo(TestWindow window, String traceId) {
		this.lock.lock();
		try {
			RecordedTrace trace = this.traces.get(traceId);
			return trace != null && trace.isOf(window);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Notes that someone has looked at readings. What has been started since remains
	 * unread.
	 */
	void markRead(List<TraceReading> readings) {
		this.lock.lock();
		try {
			readings.forEach(TraceReading::markRead);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forgets the traces of a window and does not record what still belongs to them.
	 */
	void clear(TestWindow window) {
		this.lock.lock();
		try {
			this.traces.values().removeIf((trace) -> trace.isOf(window));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How often something has started or ended so far.
	 */
	long changes() {
		this.lock.lock();
		try {
			return this.changes;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until more has changed.
	 * @param changes how many changes are known
	 * @param nanos how long to wait at most
	 * @return how much of the time is left, zero or less if all of it is over
	 */
	long awaitChange(long changes, long nanos) throws InterruptedException {
		long left = nanos;
		this.lock.lockInterruptibly();
		try {
			while (this.changes == changes && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return left;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		this.lock.lock();
		try {
			RecordedTrace trace = traceOf(span);
			if (trace != null) {
				trace.started(span);
				change();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onEnd(ReadableSpan span) {
		this.lock.lock();
		try {
			RecordedTrace trace = this.traces.get(span.getSpanContext().getTraceId());
			if (trace != null) {
				trace.ended(span);
				change();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The trace of a span that starts, or null if no test is to see it: work of an
	 * earlier test, or of none, that goes on.
	 */
	private @Nullable RecordedTrace traceOf(ReadableSpan span) {
		String traceId = span.getSpanContext().getTraceId();
		SpanContext parent = span.getParentSpanContext();
		RecordedTrace known = this.traces.get(traceId);
		if (known != null) {
			return known;
		}
		List<TestWindow> candidates = candidates(Thread.currentThread());
		boolean goesOn = parent.isValid() && !parent.isRemote();
		if (candidates.isEmpty() || (goesOn && !candidates.get(0).isOf(Thread.currentThread()))) {
			return null;
		}
		RecordedTrace trace = new RecordedTrace(candidates);
		this.traces.put(traceId, trace);
		return trace;
	}

	private List<TestWindow> candidates(Thread thread) {
		for (int i = this.windows.size() - 1; i >= 0; i--) {
			if (this.windows.get(i).isOf(thread)) {
				return List.of(this.windows.get(i));
			}
		}
		return this.windows;
	}

	private void change() {
		this.changes++;
		this.changed.signalAll();
	}

	@Override
	public boolean isStartRequired() {
		return true;
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

}
