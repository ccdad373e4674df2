package dev.tracing.matrix;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.tracing.gate.Provokes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of scopes on the threads of a servlet container and of a pool.
 */
@SpringBootTest(classes = SeededScopeFaultsMvcTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=servlet", "server.tomcat.threads.max=1" })
class SeededScopeFaultsMvcTests {

	@Autowired
	SeededScopeFaults faults;

	@AfterEach
	void nothingIsLeftOnThisThread() {
		assertThat(Context.current()).isSameAs(Context.root());
	}

	/**
	 * In an application such a close does nothing that can be seen. OpenTelemetry's
	 * strict storage throws.
	 */
	@Test
	@EnabledIfSystemProperty(named = "io.opentelemetry.context.enableStrictContext", matches = "false")
	@Provokes("W4b")
	void findsAScopeThatIsClosedOnAnotherThread(@Autowired ExecutorService pool) throws Exception {
		Span recording = this.faults.start("recording");
		Span ended = this.faults.start("ended");
		try (Scope one = recording.makeCurrent(); Scope other = ended.makeCurrent()) {
			ended.end();
			pool.submit(() -> {
				one.close();
				other.close();
			}).get(20, TimeUnit.SECONDS);
		}
		recording.end();
		assertThat(this.faults.found("recording")).containsExactly("W4b recording");
		assertThat(this.faults.found("ended")).containsExactly("W4b ended");
	}

	@Test
	@Provokes("W4c")
	void findsAScopeThatAThreadHoldsFromAnEarlierRequest(@LocalServerPort int port) throws Exception {
		Browser browser = new Browser(port);
		browser.get("/forget");
		browser.get("/tidy");
		this.faults.awaitTidy();
		assertThat(this.faults.found("forgotten")).containsExactly("W4c forgotten");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(SeededScopeFaults.Beans.class)
	static class Application {

		@Bean(destroyMethod = "shutdown")
		ExecutorService pool() {
			return Executors.newSingleThreadExecutor();
		}

		/**
		 * Outside of the request's observation, whose scope would take away what was
		 * opened inside.
		 */
		@Bean
		FilterRegistrationBean<Filter> forgetful(SeededScopeFaults faults) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				String path = ((HttpServletRequest) request).getRequestURI();
				if (path.equals("/forget")) {
					faults.forget("forgotten");
				}
				else if (path.equals("/tidy")) {
					faults.tidy();
				}
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
