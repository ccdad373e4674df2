package dev.tracing.autoconfigure;

import dev.tracing.webmvc.CallableHandOffInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

class TracingWebMvcAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(
			TracingPropagationAutoConfiguration.class, TracingAutoConfiguration.class,
			TracingWebMvcAutoConfiguration.class, WebMvcAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	void handlersHandTheContextOver() {
		this.runner.withBean(Handlers.class).run((context) -> {
			HandlerExecutionChain chain = context
				.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
				.getHandler(new MockHttpServletRequest("GET", "/"));
			assertThat(chain).isNotNull();
			assertThat(chain.getInterceptorList()).hasAtLeastOneElementOfType(CallableHandOffInterceptor.class);
			assertThat(context).hasBean("tracingErrorDispatchFilter");
		});
	}

	@Test
	void isAbsentWhenTracingIsOff() {
		this.runner.withPropertyValues("tracing.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("tracingWebMvcConfigurer")
				.doesNotHaveBean("tracingErrorDispatchFilter"));
	}

	@Test
	void isAbsentWithoutSpringMvc() {
		this.runner.withClassLoader(new FilteredClassLoader(WebMvcConfigurer.class))
			.run((context) -> assertThat(context).doesNotHaveBean("tracingErrorDispatchFilter"));
	}

	@Test
	void isAbsentInOtherApplications() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean("tracingErrorDispatchFilter"));
		new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean("tracingErrorDispatchFilter"));
	}

	@RestController
	static class Handlers {

		@GetMapping("/")
		String get() {
			return "";
		}

	}

}
