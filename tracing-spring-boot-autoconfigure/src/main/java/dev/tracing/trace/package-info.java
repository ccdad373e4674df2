/**
 * A recorded trace as a value: what people and tests look at.
 *
 * <ul>
 * <li>{@link dev.tracing.trace.TraceSpan} is a span as it was recorded, with its
 * {@link dev.tracing.trace.SpanEvent events}, {@link dev.tracing.trace.SpanLink links}
 * and {@link dev.tracing.trace.SpanFailure failure}.
 * <li>{@link dev.tracing.trace.Trace} is the tree of a trace's spans, made of
 * {@link dev.tracing.trace.TraceNode nodes}. Self time and
 * {@link dev.tracing.trace.ParallelGroup parallel groups} are worked out here and nowhere
 * else.
 * <li>{@link dev.tracing.trace.TraceAnalysis} is what can be said of it beyond the tree:
 * the {@link dev.tracing.trace.CriticalSegment critical path},
 * {@link dev.tracing.trace.RepeatedCalls repeats}, and {@link dev.tracing.trace.Finding
 * findings} by {@link dev.tracing.trace.FindingRule rules}.
 * <li>{@link dev.tracing.trace.TraceShape} is what two runs of the same code have in
 * common: names, nesting, repeats and what ran in parallel.
 * <li>{@link dev.tracing.trace.TraceText} tells a trace as text, as
 * {@link dev.tracing.trace.TraceTextOptions} say.
 * </ul>
 *
 * Depends on {@code dev.tracing} and the OpenTelemetry API only. Nothing here is bound to
 * a thread, and nothing recurses along a trace.
 */
@NullMarked
package dev.tracing.trace;

import org.jspecify.annotations.NullMarked;
