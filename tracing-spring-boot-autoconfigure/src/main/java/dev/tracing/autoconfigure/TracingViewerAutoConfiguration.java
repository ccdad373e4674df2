package dev.tracing.autoconfigure;

import dev.tracing.store.TraceLimits;
import dev.tracing.store.TraceRecorder;
import dev.tracing.viewer.ViewedApplication;
import dev.tracing.viewer.ViewerApi;
import dev.tracing.viewer.ViewerAssets;
import dev.tracing.viewer.reactive.ReactiveTracesEndpoint;
import dev.tracing.viewer.servlet.ServletTracesEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the endpoint {@code traces} and of the page that it serves.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
public final class TracingViewerAutoConfiguration {

	private static ViewerApi api(TraceRecorder recorder, Environment environment) {
		ViewedApplication application = new ViewedApplication(environment.getProperty("spring.application.name", ""),
				environment.getProperty("management.tracing.sampling.probability", Double.class, 1.0),
				TraceLimits.defaults());
		return new ViewerApi(recorder, new ViewerAssets(), application);
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
		@ConditionalOnMissingBean
		static TraceRecorder tracingRecorder() {
			return new TraceRecorder();
		}

		@Bean
		ServletTracesEndpoint tracingTracesEndpoint(TraceRecorder recorder, Environment environment) {
			return new ServletTracesEndpoint(api(recorder, environment));
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
		@ConditionalOnMissingBean
		static TraceRecorder tracingRecorder() {
			return new TraceRecorder();
		}

		@Bean
		ReactiveTracesEndpoint tracingTracesEndpoint(TraceRecorder recorder, Environment environment) {
			return new ReactiveTracesEndpoint(api(recorder, environment));
		}

	}

}
