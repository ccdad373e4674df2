/**
 * Spans of functions that suspend, of flows, and of jobs. The only package that knows
 * Kotlin's coroutines.
 *
 * <ul>
 * <li>{@link dev.tracing.coroutines.SuspendingCalls} makes a span of each call of a
 * suspending function, which lasts until the function returns.
 * {@link dev.tracing.coroutines.PublishedSuspendingCalls} does where Spring AOP has such
 * functions return publishers.
 * <li>{@link dev.tracing.coroutines.FlowSpanLifecycle} makes a span of each collection of
 * a flow, {@link dev.tracing.coroutines.JobSpanLifecycle} has a span last as long as a
 * job.
 * <li>{@code SpanContextElement} makes the span's context current wherever the coroutine
 * runs, from each resumption to the next suspension. {@code SwitchingContinuation} leads
 * from the coroutine back to its caller.
 * <li>{@link dev.tracing.coroutines.CallerContext} finds the span's parent in the
 * caller's coroutine context and puts the span into it, with Reactor's context or
 * without.
 * </ul>
 *
 * Depends on {@code dev.tracing.lifecycle}, {@code dev.tracing.context}, Kotlin's
 * coroutines, and on spring-core, which detects and calls suspending functions. Where
 * Kotlin's coroutines work with Reactor, it depends on {@code dev.tracing.reactor} too.
 */
@NullMarked
package dev.tracing.coroutines;

import org.jspecify.annotations.NullMarked;
