package dev.tracing.autoconfigure;

import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Auto-configuration that leaves requests to management endpoints untraced, which would
 * hide all others: those of health checks, and of the page that shows traces.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
@ConditionalOnTracing
@ConditionalOnClass({ ManagementPortType.class, PathMappedEndpoints.class })
@ConditionalOnBean(Tracer.class)
@ConditionalOnBooleanProperty(name = "tracing.management-endpoints", havingValue = false, matchIfMissing = true)
public final class TracingManagementAutoConfiguration {

	/**
	 * In a servlet container.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(DispatcherServlet.class)
	static class ServletConfiguration {

		@Bean
		ManagementRequestHandler<ServerRequestObservationContext> tracingManagementRequestHandler(Tracer tracer,
				Environment environment, ObjectProvider<PathMappedEndpoints> endpoints) {
			ManagementPaths paths = new ManagementPaths(environment, endpoints::getIfAvailable);
			return new ManagementRequestHandler<>(ServerRequestObservationContext.class, (context) -> {
				HttpServletRequest request = context.getCarrier();
				return request != null && paths.contain(request.getLocalPort(), path(request));
			}, tracer);
		}

		private static String path(HttpServletRequest request) {
			if (ServletRequestPathUtils.hasParsedRequestPath(request)) {
				return ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().value();
			}
			try {
				return ServletRequestPathUtils.parseAndCache(request).pathWithinApplication().value();
			}
			finally {
				ServletRequestPathUtils.clearParsedRequestPath(request);
			}
		}

	}

	/**
	 * In a reactive web server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	static class ReactiveConfiguration {

		@Bean
		ManagementRequestHandler<org.springframework.http.server.reactive.observation.ServerRequestObservationContext> tracingManagementRequestHandler(
				Tracer tracer, Environment environment, ObjectProvider<PathMappedEndpoints> endpoints) {
			ManagementPaths paths = new ManagementPaths(environment, endpoints::getIfAvailable);
			return new ManagementRequestHandler<>(
					org.springframework.http.server.reactive.observation.ServerRequestObservationContext.class,
					(context) -> {
						ServerHttpRequest request = context.getCarrier();
						return request != null
								&& paths.contain(port(request), request.getPath().pathWithinApplication().value());
					}, tracer);
		}

		private static int port(ServerHttpRequest request) {
			return (request.getLocalAddress() != null) ? request.getLocalAddress().getPort() : -1;
		}

	}

}
