/**
 * When a span starts and ends.
 *
 * <ul>
 * <li>{@link dev.tracing.lifecycle.SpanDefinition} is what is known of a span before any
 * call, {@link dev.tracing.lifecycle.SpanCall} the call itself.
 * <li>{@link dev.tracing.lifecycle.SpanRunner} brings them together: it chooses the
 * parent, starts the span, makes it current, and lets what the call returned decide when
 * the span ends.
 * <li>{@link dev.tracing.lifecycle.StartedSpan} ends a span exactly once; nothing else
 * ends one.
 * <li>{@link dev.tracing.lifecycle.SpanLifecycle} is the interface for kinds of results:
 * futures here, publishers in {@code dev.tracing.reactor}.
 * <li>{@link dev.tracing.lifecycle.CallConvention} is the interface for kinds of calls
 * that do not simply return their result: functions that suspend, in
 * {@code dev.tracing.coroutines}.
 * </ul>
 *
 * Depends on {@code dev.tracing} and the OpenTelemetry API only.
 */
@NullMarked
package dev.tracing.lifecycle;

import org.jspecify.annotations.NullMarked;
