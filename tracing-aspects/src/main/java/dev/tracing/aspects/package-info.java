/**
 * What no proxy can see, by weaving.
 *
 * <ul>
 * <li>{@code TracedAspect} makes a span of each call of a {@code @Traced} method, of
 * whatever object, by way of {@link dev.tracing.interceptor.WovenCalls}.
 * <li>{@code ExecutorAspect}, {@code ThreadAspect}, {@code TaskObjectAspect},
 * {@code CompletableFutureAspect} and {@code ParallelStreamAspect} hand the context over
 * where the application gives work away, by the propagation that {@code HandOffs} knows.
 * <li>{@code SubmittedTaskAspect} shows the application its own tasks again.
 * <li>{@code TracingAspectsAutoConfiguration} gives the aspects what the application has
 * configured.
 * <li>{@code GivenFunction} is what becomes of a function given away;
 * {@code ObjectFunctions} and its like wrap them by type.
 * </ul>
 *
 * The aspects are woven into the application's own classes, and change nothing in the
 * JDK. Depends on {@code dev.tracing.interceptor}, {@code dev.tracing.context}, the
 * OpenTelemetry API and Spring Boot.
 */
@NullMarked
package dev.tracing.aspects;

import org.jspecify.annotations.NullMarked;
