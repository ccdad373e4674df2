/**
 * Traces in tests: recorded in memory, awaited, and asserted as trees.
 *
 * <ul>
 * <li>{@link dev.tracing.test.RecordedTraces} is what a test has injected, and where it
 * waits for its traces. {@code SpanRecorder} collects them, each for the
 * {@code TestWindow} of the test that it belongs to.
 * <li>{@link dev.tracing.test.TraceAssertions} is the entry point of the assertions:
 * {@link dev.tracing.test.TraceAssert} of a trace, {@link dev.tracing.test.SpanAssert}
 * and {@link dev.tracing.test.SpansAssert} of spans at their places in it.
 * <li>{@code TreePattern} is a tree as a test writes it down, {@code TreeMatcher}
 * compares it with what was found, {@code TreeDifference} shows where the two differ, and
 * {@code Diagnosis} names what is known to go wrong that way.
 * <li>{@code RecordedTracesContextCustomizerFactory} and
 * {@code RecordedTracesTestExecutionListener} make Spring's tests record.
 * </ul>
 *
 * Depends on {@code dev.tracing.trace}, JUnit, AssertJ and Spring's test support. Never
 * on a production class path.
 */
@NullMarked
package dev.tracing.test;

import org.jspecify.annotations.NullMarked;
