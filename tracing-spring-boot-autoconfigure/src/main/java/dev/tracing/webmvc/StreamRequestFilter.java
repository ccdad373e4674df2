package dev.tracing.webmvc;

import java.io.IOException;

import dev.tracing.TracingAttributes;
import dev.tracing.context.StreamRequests;
import io.opentelemetry.api.trace.Span;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Says on the span of a request that it lasts for as long as the client wants. To come
 * inside the filter of the request's observation.
 *
 * @since 0.1.0
 */
public final class StreamRequestFilter implements Filter {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest http
				&& StreamRequests.isForStream(http.getHeader("Accept"), http.getHeader("Upgrade"))) {
			Span.current().setAttribute(TracingAttributes.STREAM, true);
		}
		chain.doFilter(request, response);
	}

}
