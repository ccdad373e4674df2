package dev.tracing.autoconfigure;

import java.io.IOException;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What DevTools' defaults, as our jar has them, do to the endpoint. They come in the way
 * that DevTools adds them: a property source of that name, the weakest.
 */
@ExtendWith(OutputCaptureExtension.class)
class HiddenViewerTests {

	@Test
	void isThereWithDevTools(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.containsBean("tracingTracesEndpoint")).isTrue();
		}
		assertThat(output).doesNotContain("To look at traces").doesNotContain("with neither DevTools");
	}

	@Test
	void saysWhatToAddWhereEndpointsOfTheApplicationsChoiceHideIt(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = start(
				"--management.endpoints.web.exposure.include=health,metrics")) {
			assertThat(context.containsBean("tracingTracesEndpoint")).isFalse();
		}
		assertThat(output).contains(
				"To look at traces in the browser, set management.endpoints.web.exposure.include=health,metrics,traces");
	}

	@Test
	void readsAListOfEndpoints(CapturedOutput output) throws IOException {
		start("--management.endpoints.web.exposure.include[0]=info",
				"--management.endpoints.web.exposure.include[1]=metrics")
			.close();
		assertThat(output).contains("management.endpoints.web.exposure.include=info,metrics,traces");
	}

	@Test
	void saysNothingWhereTheUserWantsNone(CapturedOutput output) throws IOException {
		start("--management.endpoints.web.exposure.include=health", "--management.endpoint.traces.access=none").close();
		assertThat(output).doesNotContain("To look at traces");
	}

	private static ConfigurableApplicationContext start(String... arguments) throws IOException {
		Properties defaults = PropertiesLoaderUtils.loadAllProperties("META-INF/spring-devtools.properties");
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addLast(new MapPropertySource(HiddenViewerLine.DEVTOOLS,
					Map.of("management.endpoint.traces.access",
							defaults.getProperty("defaults.management.endpoint.traces.access"),
							"management.endpoints.web.exposure.include",
							defaults.getProperty("defaults.management.endpoints.web.exposure.include"))));
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setEnvironment(environment);
		application.setDefaultProperties(Map.of("server.port", "0"));
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
