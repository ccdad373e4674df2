/**
 * The context of a request where Spring MVC leaves the thread that the request came in
 * on. The only package that knows Spring MVC and servlets, the viewer's aside.
 *
 * <ul>
 * <li>{@link dev.tracing.webmvc.CallableHandOffInterceptor} hands the context over to the
 * thread that runs a handler's {@code Callable}, {@code WebAsyncTask} or
 * {@code StreamingResponseBody}.
 * <li>{@link dev.tracing.webmvc.ErrorDispatchFilter} brings it back for the error page.
 * <li>{@link dev.tracing.webmvc.LeakedScopeFilter} tells of scopes that a request forgot,
 * {@link dev.tracing.webmvc.OutlivedScopeListener} of those that were there before it.
 * <li>{@link dev.tracing.webmvc.StreamRequestFilter} says which requests are streams.
 * </ul>
 *
 * Depends on {@code dev.tracing.context}, Spring MVC, the Servlet API, and Micrometer's
 * tracing.
 */
@NullMarked
package dev.tracing.webmvc;

import org.jspecify.annotations.NullMarked;
