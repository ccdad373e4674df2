package dev.tracing.autoconfigure;

import java.util.Objects;

import dev.tracing.viewer.ViewerAssets;
import dev.tracing.viewer.ViewerGate;
import dev.tracing.viewer.ViewerPaths;
import dev.tracing.viewer.reactive.ReactiveTracesEndpoint;
import dev.tracing.viewer.reactive.ViewerWebFilter;
import dev.tracing.viewer.servlet.ServletTracesEndpoint;
import dev.tracing.viewer.servlet.ViewerFilter;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * The filter of the endpoint {@code traces}, where endpoints are served: in the
 * application's own web server, or in that of the management port.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnTracing
class ViewerManagementContextConfiguration {

	private static ViewerPaths paths(PathMappedEndpoints endpoints, ViewerAssets assets) {
		String path = Objects.requireNonNull(endpoints.getPath(EndpointId.of("traces")), "traces is not exposed");
		return new ViewerPaths(path, assets);
	}

	/**
	 * In a servlet container.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(DispatcherServlet.class)
	@ConditionalOnAvailableEndpoint(endpoint = ServletTracesEndpoint.class)
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<ViewerFilter> tracingViewerFilter(PathMappedEndpoints endpoints, ViewerAssets assets,
				ViewerGate gate) {
			FilterRegistrationBean<ViewerFilter> registration = new FilterRegistrationBean<>(
					new ViewerFilter(paths(endpoints, assets), gate));
			// before Spring Security, whose refusals are to have the headers, too
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1000);
			return registration;
		}

	}

	/**
	 * In a reactive web server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	@ConditionalOnAvailableEndpoint(endpoint = ReactiveTracesEndpoint.class)
	static class ReactiveConfiguration {

		@Bean
		ViewerWebFilter tracingViewerFilter(PathMappedEndpoints endpoints, ViewerAssets assets, ViewerGate gate,
				Environment environment) {
			return new ViewerWebFilter(paths(endpoints, assets), gate, usesForwardedHeaders(environment));
		}

		/**
		 * As Spring Boot decides.
		 */
		private static boolean usesForwardedHeaders(Environment environment) {
			String strategy = environment.getProperty("server.forward-headers-strategy");
			if (strategy != null) {
				return !strategy.equalsIgnoreCase("none");
			}
			CloudPlatform platform = CloudPlatform.getActive(environment);
			return platform != null && platform.isUsingForwardHeaders();
		}

	}

}
