/**
 * The page on which the traces of an application are looked at, and the data it is drawn
 * from.
 *
 * <ul>
 * <li>{@link dev.tracing.viewer.ViewerApi} answers what is asked of the endpoint
 * {@code traces}, whatever web server it is in.
 * <li>{@link dev.tracing.viewer.ViewerAssets} has the files of the page.
 * <li>{@code ViewerFeed} writes the list and the events, {@code TraceJson} a trace,
 * {@code SpanJson} a span.
 * <li>{@link dev.tracing.viewer.EventStreams} sends the events, each client on a thread
 * of its own.
 * <li>{@link dev.tracing.viewer.ViewerGate} decides who may look,
 * {@link dev.tracing.viewer.ViewerPaths} has the headers of each answer. Both are asked
 * by a filter, which leaves a {@link dev.tracing.viewer.ViewerRequest} for the endpoint;
 * a request without one is refused.
 * </ul>
 *
 * The endpoint itself is in {@code .servlet} and in {@code .reactive}. Depends on
 * {@code dev.tracing.store}, {@code dev.tracing.trace} and on the types that Spring
 * Boot's endpoints are written with.
 */
@NullMarked
package dev.tracing.viewer;

import org.jspecify.annotations.NullMarked;
