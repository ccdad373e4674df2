package dev.tracing.viewer.reactive;

import java.net.URI;

import dev.tracing.viewer.ViewerGate;
import dev.tracing.viewer.ViewerPaths;
import dev.tracing.viewer.ViewerRequest;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Sets the headers of what the endpoint answers, and finds out for it where a request
 * comes from. Other requests pass untouched.
 *
 * @since 0.1.0
 */
public final class ViewerWebFilter implements WebFilter, Ordered {

	private final ViewerPaths paths;

	private final ViewerGate gate;

	private final boolean rewriting;

	/**
	 * Create a filter.
	 * @param paths the paths of the endpoint
	 * @param gate decides what is answered
	 * @param rewriting whether the web server makes requests look as a proxy says that
	 * they were
	 */
	public ViewerWebFilter(ViewerPaths paths, ViewerGate gate, boolean rewriting) {
		this.paths = paths;
		this.gate = gate;
		this.rewriting = rewriting;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		PathContainer path = request.getPath().pathWithinApplication();
		if (!this.paths.matches(path)) {
			return chain.filter(exchange);
		}
		ServerHttpResponse response = exchange.getResponse();
		this.paths.headers(path).forEach(response.getHeaders()::set);
		String page = this.paths.redirect(path, request.getHeaders().getFirst("Accept"));
		if (page != null) {
			response.setStatusCode(HttpStatus.FOUND);
			response.getHeaders().setLocation(URI.create(page));
			return response.setComplete();
		}
		ViewerRequest found = ViewerRequest.of(ReactiveConnection.of(request, this.rewriting), this.gate);
		return chain.filter(exchange).contextWrite((context) -> context.put(ViewerRequest.ATTRIBUTE, found));
	}

	// before Spring Security, whose refusals are to have the headers, too
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 1000;
	}

}
