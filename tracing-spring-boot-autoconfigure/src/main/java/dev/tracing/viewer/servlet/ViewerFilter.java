package dev.tracing.viewer.servlet;

import java.io.IOException;

import dev.tracing.viewer.ViewerGate;
import dev.tracing.viewer.ViewerPaths;
import dev.tracing.viewer.ViewerRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Sets the headers of what the endpoint answers, and finds out for it where a request
 * comes from. Other requests pass untouched.
 *
 * @since 0.1.0
 */
public final class ViewerFilter extends OncePerRequestFilter {

	private final ViewerPaths paths;

	private final ViewerGate gate;

	/**
	 * Create a filter.
	 * @param paths the paths of the endpoint
	 * @param gate decides what is answered
	 */
	public ViewerFilter(ViewerPaths paths, ViewerGate gate) {
		this.paths = paths;
		this.gate = gate;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		PathContainer path = pathOf(request);
		if (this.paths.matches(path)) {
			this.paths.headers(path).forEach(response::setHeader);
			String page = this.paths.redirect(path, request.getHeader("Accept"));
			if (page != null) {
				response.setStatus(HttpServletResponse.SC_FOUND);
				response.setHeader("Location", page);
				return;
			}
			request.setAttribute(ViewerRequest.ATTRIBUTE, ViewerRequest.of(new ServletConnection(request), this.gate));
		}
		chain.doFilter(request, response);
	}

	private static PathContainer pathOf(HttpServletRequest request) {
		if (ServletRequestPathUtils.hasParsedRequestPath(request)) {
			return ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
		}
		try {
			return ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
		}
		finally {
			ServletRequestPathUtils.clearParsedRequestPath(request);
		}
	}

}
