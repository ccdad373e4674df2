package dev.tracing.autoconfigure;

import dev.tracing.viewer.ViewerApi;
import dev.tracing.viewer.reactive.ReactiveTracesEndpoint;
import dev.tracing.viewer.servlet.ServletTracesEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the endpoint {@code traces} and of the page that it serves. What
 * has to be where the endpoints are served, which may be another port, is in
 * {@code ViewerManagementContextConfiguration}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TracingConsoleAutoConfiguration.class)
@ConditionalOnTracing
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@EnableConfigurationProperties(TracingProperties.class)
public final class TracingViewerAutoConfiguration {

	@Bean
	@Lazy(false)
	@ConditionalOnWebApplication
	static HiddenViewerLine tracingHiddenViewerLine(ApplicationContext context) {
		return new HiddenViewerLine(context);
	}

	/**
	 * In a servlet container.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(DispatcherServlet.class)
	@ConditionalOnAvailableEndpoint(endpoint = ServletTracesEndpoint.class)
	@Import(ViewerConfiguration.class)
	static class ServletConfiguration {

		@Bean
		ServletTracesEndpoint tracingTracesEndpoint(ViewerApi api) {
			return new ServletTracesEndpoint(api);
		}

	}

	/**
	 * In a reactive web server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	@ConditionalOnAvailableEndpoint(endpoint = ReactiveTracesEndpoint.class)
	@Import(ViewerConfiguration.class)
	static class ReactiveConfiguration {

		@Bean
		ReactiveTracesEndpoint tracingTracesEndpoint(ViewerApi api) {
			return new ReactiveTracesEndpoint(api);
		}

	}

}
