package dev.tracing.webmvc;

import java.io.IOException;
import java.util.function.Supplier;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Makes the span of a request current again when the request is dispatched to its error
 * page. The observation of the request has been stopped by then, and its span is over;
 * but what the error page does belongs to the request all the same.
 * <p>
 * A container includes the error page where the response has begun, and Spring Boot's
 * filter for deployed applications forwards to it. Neither is an error dispatch.
 *
 * @since 0.1.0
 */
public final class ErrorDispatchFilter implements Filter {

	private final Supplier<Tracer> tracer;

	/**
	 * Create a filter, to be mapped to error dispatches, includes and forwards.
	 * @param tracer gives the tracer that makes spans current, asked at each dispatch
	 */
	public ErrorDispatchFilter(Supplier<Tracer> tracer) {
		this.tracer = tracer;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Span span = (request instanceof HttpServletRequest http && isToErrorPage(http)) ? spanOf(http) : null;
		if (span == null) {
			chain.doFilter(request, response);
			return;
		}
		try (Tracer.SpanInScope scope = this.tracer.get().withSpan(span)) {
			chain.doFilter(request, response);
		}
	}

	/**
	 * What the code of a request includes or forwards to by itself stays in the context
	 * of that code, that of an error page included.
	 */
	private boolean isToErrorPage(HttpServletRequest request) {
		return request.getDispatcherType() == DispatcherType.ERROR
				|| (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null
						&& this.tracer.get().currentSpan() == null);
	}

	private static @Nullable Span spanOf(HttpServletRequest request) {
		return ServerHttpObservationFilter.findObservationContext(request)
			.map((observation) -> (TracingContext) observation.get(TracingContext.class))
			.map(TracingContext::getSpan)
			.orElse(null);
	}

}
