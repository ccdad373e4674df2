/**
 * How context crosses a hand-off.
 *
 * <ul>
 * <li>{@link dev.tracing.context.CapturedContext} is what travels under our key where
 * Micrometer's context propagation does the carrying: in snapshots and in Reactor's
 * context. {@link dev.tracing.context.ContextAccessorRegistration} makes it do so.
 * <li>{@link dev.tracing.context.FaithfulCurrentTraceContext} makes Micrometer see the
 * spans that were made current without it.
 * </ul>
 *
 * Depends on the OpenTelemetry API, on Micrometer's context propagation and tracing, and
 * on the task types of spring-core and spring-context.
 */
@NullMarked
package dev.tracing.context;

import org.jspecify.annotations.NullMarked;
