package dev.tracing.webmvc;

import java.io.IOException;

import dev.tracing.context.LeakedScope;
import io.opentelemetry.context.Context;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Tells of scopes that the work of a request opened on its thread and forgot. To come
 * right inside the filter of the request's observation, whose span is still recording
 * then.
 *
 * @since 0.1.0
 */
public final class LeakedScopeFilter implements Filter {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Context before = Context.current();
		try {
			chain.doFilter(request, response);
		}
		finally {
			LeakedScope.tellIfAny(before);
		}
	}

}
