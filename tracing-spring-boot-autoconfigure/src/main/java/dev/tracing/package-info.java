/**
 * What applications import, and nothing else.
 *
 * <ul>
 * <li>{@link dev.tracing.Traced @Traced} makes a span of each call of a method,
 * {@link dev.tracing.Untraced @Untraced} takes a method out again.
 * <li>{@link dev.tracing.SpanAttribute @SpanAttribute} puts a parameter or a result on
 * the span.
 * <li>{@link dev.tracing.Tracing} does the same by hand, as a bean.
 * <li>{@link dev.tracing.TraceScope} holds attributes for every span started below it.
 * <li>{@link dev.tracing.TracingAttributes} names the attributes that only this project
 * sets.
 * </ul>
 *
 * Depends on the OpenTelemetry API only.
 */
@NullMarked
package dev.tracing;

import org.jspecify.annotations.NullMarked;
