/**
 * How context crosses a hand-off.
 *
 * <ul>
 * <li>{@link dev.tracing.context.CapturedContext} is what travels under our key where
 * Micrometer's context propagation does the carrying: in snapshots and in Reactor's
 * context. {@link dev.tracing.context.ContextAccessorRegistration} makes it do so.
 * <li>{@link dev.tracing.context.FaithfulCurrentTraceContext} makes Micrometer see the
 * spans that were made current without it.
 * <li>{@link dev.tracing.context.TaskPropagation} has tasks run with the context of their
 * submitter. It makes {@link dev.tracing.context.HandOff}s, which decorators and wrappers
 * open where the task runs; {@link dev.tracing.context.RunningTask} is what the task's
 * code sees of that.
 * <li>{@link dev.tracing.context.StreamRequests} knows requests that last for as long as
 * the client wants;
 * <li>{@link dev.tracing.context.LeakedScope} tells of scopes that a unit of work forgot;
 * {@link dev.tracing.context.ScopeFaults} is how, though the span may have ended.
 * <li>{@link dev.tracing.context.ExecutorInstrumentation} brings this into executors and
 * schedulers: by {@link dev.tracing.context.PropagatingTaskDecorator} into Spring's own,
 * by wrappers into others. {@link dev.tracing.context.PropagatingTaskScheduler} is for
 * where neither does.
 * <li>{@link dev.tracing.context.InheritingContextStorageProvider} lets virtual threads
 * inherit; {@code InheritanceOverStorage} does where OpenTelemetry's agent keeps the
 * context.
 * <li>{@link dev.tracing.context.TraceparentCheck} tells of an incoming context that
 * cannot be read.
 * <li>{@link dev.tracing.context.SpanMdcListener} and
 * {@link dev.tracing.context.BaggageMdcListener} keep the MDC true to what is current, of
 * which {@link dev.tracing.context.ContextChanges} tells them.
 * </ul>
 *
 * Depends on the OpenTelemetry API, on Micrometer's context propagation and tracing, and
 * on the task types of spring-core and spring-context.
 */
@NullMarked
package dev.tracing.context;

import org.jspecify.annotations.NullMarked;
