package dev.tracing.autoconfigure;

import dev.tracing.context.TaskPropagation;
import dev.tracing.webmvc.CallableHandOffInterceptor;
import dev.tracing.webmvc.ErrorDispatchFilter;
import dev.tracing.webmvc.LeakedScopeFilter;
import dev.tracing.webmvc.OutlivedScopeListener;
import dev.tracing.webmvc.StreamRequestFilter;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Auto-configuration of the context of requests in Spring MVC.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TracingPropagationAutoConfiguration.class)
@ConditionalOnTracing
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
public final class TracingWebMvcAutoConfiguration {

	@Bean
	WebMvcConfigurer tracingWebMvcConfigurer(TaskPropagation propagation) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new CallableHandOffInterceptor(propagation));
			}

		};
	}

	/**
	 * Comes right inside the filter of the request's observation.
	 */
	@Bean
	FilterRegistrationBean<LeakedScopeFilter> tracingLeakedScopeFilter() {
		FilterRegistrationBean<LeakedScopeFilter> registration = new FilterRegistrationBean<>(new LeakedScopeFilter());
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
		return registration;
	}

	@Bean
	FilterRegistrationBean<StreamRequestFilter> tracingStreamRequestFilter() {
		FilterRegistrationBean<StreamRequestFilter> registration = new FilterRegistrationBean<>(
				new StreamRequestFilter());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
		return registration;
	}

	@Bean
	ServletListenerRegistrationBean<OutlivedScopeListener> tracingOutlivedScopeListener() {
		return new ServletListenerRegistrationBean<>(new OutlivedScopeListener());
	}

	/**
	 * Comes where the filter of the request's observation comes on other dispatches.
	 */
	@Bean
	FilterRegistrationBean<ErrorDispatchFilter> tracingErrorDispatchFilter(ObjectProvider<Tracer> tracer) {
		FilterRegistrationBean<ErrorDispatchFilter> registration = new FilterRegistrationBean<>(
				new ErrorDispatchFilter(() -> tracer.getIfAvailable(() -> Tracer.NOOP)));
		registration.setDispatcherTypes(DispatcherType.ERROR, DispatcherType.INCLUDE, DispatcherType.FORWARD);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		return registration;
	}

}
