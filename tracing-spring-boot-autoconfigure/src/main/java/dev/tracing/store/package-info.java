/**
 * From spans to traces, in memory and within limits.
 *
 * <ul>
 * <li>{@link dev.tracing.store.TraceRecorder} is the span processor: it keeps the newest
 * traces, within {@link dev.tracing.store.TraceLimits} and
 * {@link dev.tracing.store.SpanContentLimits}, and says in
 * {@link dev.tracing.store.RecorderCounts} what it left out.
 * {@link dev.tracing.store.SpanMasking} hides before anything is kept.
 * <li>{@link dev.tracing.store.StoredTrace} is a trace, finished or not, as it is now;
 * {@link dev.tracing.store.TraceChanges} are for those who follow what goes on.
 * <li>{@link dev.tracing.store.TraceListener} is told of each finished trace;
 * {@link dev.tracing.store.TraceConsole} prints it, and
 * {@link dev.tracing.store.FindingLog} logs what looks wrong in it.
 * </ul>
 *
 * Behind the recorder, signals of spans go through a queue to a thread of its own, which
 * alone changes the traces in memory. Depends on {@code dev.tracing},
 * {@code dev.tracing.trace}, and the OpenTelemetry API and SDK.
 */
@NullMarked
package dev.tracing.store;

import org.jspecify.annotations.NullMarked;
