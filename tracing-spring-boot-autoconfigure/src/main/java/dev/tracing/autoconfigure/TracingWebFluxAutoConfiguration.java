package dev.tracing.autoconfigure;

import dev.tracing.context.LeakedScope;
import dev.tracing.reactor.ScopeWatchingMono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.WebFilter;

/**
 * Auto-configuration of what is found out about requests in Spring WebFlux.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(HttpHandlerDecoratorFactory.class)
public final class TracingWebFluxAutoConfiguration {

	/**
	 * Innermost: with automatic context propagation Reactor takes away, at the end of
	 * each part, what was forgotten in it.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebFilter tracingScopeWatchingFilter() {
		return (exchange, chain) -> new ScopeWatchingMono<>(chain.filter(exchange));
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 2)
	WebFilter tracingStreamRequestFilter() {
		return new StreamRequestWebFilter();
	}

	/**
	 * Outermost, where the server calls and its thread holds what was there before.
	 */
	@Bean
	HttpHandlerDecoratorFactory tracingOutlivedScopeDecorator() {
		return (handler) -> (request, response) -> {
			LeakedScope.tellIfOutlived();
			return handler.handle(request, response);
		};
	}

}
