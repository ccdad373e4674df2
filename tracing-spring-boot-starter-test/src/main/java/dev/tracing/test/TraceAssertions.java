package dev.tracing.test;

import dev.tracing.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the assertions on traces.
 *
 * @since 0.1.0
 */
public final class TraceAssertions {

	private TraceAssertions() {
	}

	/**
	 * Starts assertions on a trace.
	 * @param actual the trace
	 * @return the assertions
	 */
	public static TraceAssert assertThat(@Nullable Trace actual) {
		return new TraceAssert(actual);
	}

}
