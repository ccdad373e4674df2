package dev.tracing.autoconfigure;

import dev.tracing.TracingAttributes;
import dev.tracing.context.StreamRequests;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Says on the span of a request that it lasts for as long as the client wants.
 */
final class StreamRequestWebFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		if (StreamRequests.isForStream(headers.getFirst(HttpHeaders.ACCEPT), headers.getFirst(HttpHeaders.UPGRADE))) {
			ServerRequestObservationContext.findCurrent(exchange.getAttributes())
				.ifPresent(StreamRequestWebFilter::mark);
		}
		return chain.filter(exchange);
	}

	private static void mark(ServerRequestObservationContext observation) {
		TracingContext tracing = observation.get(TracingContext.class);
		if (tracing != null && tracing.getSpan() instanceof OtelSpan span) {
			OtelSpan.toOtel(span).setAttribute(TracingAttributes.STREAM, true);
		}
	}

}
