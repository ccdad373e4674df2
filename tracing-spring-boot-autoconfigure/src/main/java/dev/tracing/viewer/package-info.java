/**
 * The page on which the traces of an application are looked at, and the data it is drawn
 * from.
 *
 * <ul>
 * <li>{@link dev.tracing.viewer.ViewerApi} answers what is asked of the endpoint
 * {@code traces}, whatever web server it is in.
 * <li>{@link dev.tracing.viewer.ViewerAssets} has the files of the page.
 * <li>{@code TraceJournal} numbers the changes of the recorder's traces.
 * <li>{@code TraceListJson} and {@code TraceJson} write JSON.
 * </ul>
 *
 * The endpoint itself is in {@code .servlet} and in {@code .reactive}. Depends on
 * {@code dev.tracing.store}, {@code dev.tracing.trace} and on the types that Spring
 * Boot's endpoints are written with.
 */
@NullMarked
package dev.tracing.viewer;

import org.jspecify.annotations.NullMarked;
