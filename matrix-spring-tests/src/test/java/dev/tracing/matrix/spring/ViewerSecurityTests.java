package dev.tracing.matrix.spring;

import org.junit.jupiter.api.Nested;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * The viewer behind Spring Security, on both web servers.
 */
class ViewerSecurityTests {

	private static final String SERVLET = "spring.main.web-application-type=servlet";

	private static final String REACTIVE = "spring.main.web-application-type=reactive";

	@Nested
	@TestPropertySource(properties = SERVLET)
	@ContextConfiguration(classes = Application.class)
	class MvcByDefault extends ViewerSecurity.ByDefault {

	}

	@Nested
	@TestPropertySource(properties = REACTIVE)
	@ContextConfiguration(classes = Application.class)
	class WebFluxByDefault extends ViewerSecurity.ByDefault {

	}

	@Nested
	@TestPropertySource(properties = SERVLET)
	@ContextConfiguration(classes = { Application.class, MvcChain.class })
	class MvcPermitted extends ViewerSecurity.Permitted {

	}

	@Nested
	@TestPropertySource(properties = REACTIVE)
	@ContextConfiguration(classes = { Application.class, WebFluxChain.class })
	class WebFluxPermitted extends ViewerSecurity.Permitted {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class MvcChain {

		@Bean
		SecurityFilterChain permitting(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers(EndpointRequest.to("traces"))
					.permitAll()
					.anyRequest()
					.authenticated())
				.csrf((csrf) -> csrf.ignoringRequestMatchers(EndpointRequest.to("traces")))
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class WebFluxChain {

		@Bean
		SecurityWebFilterChain permitting(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges
					.matchers(org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest
						.to("traces"))
					.permitAll()
					.anyExchange()
					.authenticated())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.anonymous(Customizer.withDefaults())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
