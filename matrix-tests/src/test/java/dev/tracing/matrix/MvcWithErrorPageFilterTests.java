package dev.tracing.matrix;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Error pages where they are Spring Boot's filter's, as in an application that is
 * deployed to a container of somebody else's.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.main.web-application-type=servlet")
class MvcWithErrorPageFilterTests {

	@Autowired
	private RecordedTraces traces;

	@Autowired
	private ServerThreads threads;

	@LocalServerPort
	private int port;

	@AfterEach
	void theServersThreadsHoldNothing() {
		this.threads.assertHoldNothing();
	}

	@Test
	void f1_aLeafOfAnErrorPageThatAFilterForwardsToIsUnderTheServerSpan() {
		assertThat(new Browser(this.port).get("/failing").body()).isEqualTo("error page");
		assertThat(this.traces.awaitOne((trace) -> trace.spans().size() == 3)).hasTree("""
				* (server)
				├─ Handlers.failing [error: IllegalStateException]
				└─ Leaf.work
				""");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Handlers.class, Leaf.class, ServerThreads.OfTomcat.class })
	static class Application {

		/**
		 * Outside of the request's observation, where it may come as well as inside: both
		 * have the same order.
		 */
		@Bean
		FilterRegistrationBean<ErrorPageFilter> a() {
			ErrorPageFilter filter = new ErrorPageFilter();
			filter.addErrorPages(new ErrorPage("/page"));
			FilterRegistrationBean<ErrorPageFilter> registration = new FilterRegistrationBean<>(filter);
			registration.setOrder(filter.getOrder());
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
			return registration;
		}

	}

	@RestController
	static class Handlers {

		private final Leaf leaf;

		Handlers(Leaf leaf) {
			this.leaf = leaf;
		}

		@Traced
		@GetMapping("/failing")
		String failing() {
			throw new IllegalStateException("not to be handled");
		}

		@GetMapping("/page")
		String page() {
			this.leaf.work();
			return "error page";
		}

	}

}
