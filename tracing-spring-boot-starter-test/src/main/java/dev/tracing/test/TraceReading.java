package dev.tracing.test;

import java.util.function.Predicate;

import dev.tracing.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of a trace when somebody looked.
 *
 * @param trace the trace
 * @param complete whether nothing that had been started was still running
 * @param certain whether the trace belongs to the test for sure
 * @param reader notes that as much of the trace is read; to be called under the lock of
 * the recorder
 */
record TraceReading(Trace trace, boolean complete, boolean certain, Runnable reader) {

	/**
	 * Whether someone waits for the trace.
	 * @param wanted what is wanted, which also tells whose an uncertain trace is; null if
	 * every trace of the test is
	 */
	boolean isFor(@Nullable Predicate<Trace> wanted) {
		return (wanted != null) ? this.complete && wanted.test(this.trace) : this.certain;
	}

	void markRead() {
		this.reader.run();
	}

}
