package dev.tracing.matrix.spring;

import java.io.IOException;

import dev.tracing.Traced;
import dev.tracing.interceptor.TracingReport;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ApplicationObjectSupport;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.client.RestClient;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans whose superclass, of Spring's, has final methods: in a proxy of their class those
 * would find nothing of what the bean holds, and the server would not start.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FinalMethodsOfSuperclassesTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TracingReport report;

	@Test
	void aFilterWorksAsBeforeAndIsNamed() {
		String seen = RestClient.create("http://127.0.0.1:" + this.port)
			.get()
			.exchange((request, response) -> response.getHeaders().getFirst("seen"));
		assertThat(seen).isEqualTo("by the filter");
		assertThat(problemOf(Marking.class)).contains("() is final")
			.contains("Move what is to be traced to another bean");
	}

	@Test
	void aBeanThatKnowsItsContextWorksAsBeforeAndIsNamed(@Autowired Knowing bean) {
		assertThat(bean.getApplicationContext()).isNotNull();
		assertThat(problemOf(Knowing.class)).contains("ApplicationObjectSupport.").contains("() is final");
	}

	private String problemOf(Class<?> type) {
		return this.report.problems()
			.stream()
			.map(TracingReport.Problem::toString)
			.filter((problem) -> problem.contains(type.getName()))
			.findFirst()
			.orElse("none");
	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class Marking extends OncePerRequestFilter {

		@Override
		@Traced
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.setHeader("seen", "by the filter");
			chain.doFilter(request, response);
		}

	}

	static class Knowing extends ApplicationObjectSupport {

		@Traced
		public void work() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Marking.class, Knowing.class })
	static class Application {

	}

}
