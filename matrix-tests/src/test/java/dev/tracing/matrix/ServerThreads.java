package dev.tracing.matrix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the threads of a server where a request comes in and where it goes out: they
 * are to hold nothing there.
 */
class ServerThreads {

	private final Queue<String> leftovers = new ConcurrentLinkedQueue<>();

	void look(String where) {
		SpanContext span = Span.current().getSpanContext();
		String logged = MDC.get("traceId");
		if (Context.current() != Context.root() || logged != null) {
			this.leftovers.add("%s on %s: %s, in logs %s".formatted(where, Thread.currentThread().getName(),
					span.getTraceId(), logged));
		}
	}

	/**
	 * Asserts that nothing has been found since it was last asked.
	 */
	void assertHoldNothing() {
		List<String> found = new ArrayList<>();
		for (String next = this.leftovers.poll(); next != null; next = this.leftovers.poll()) {
			found.add(next);
		}
		assertThat(found).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class OfTomcat {

		@Bean
		ServerThreads serverThreads() {
			return new ServerThreads();
		}

		@Bean
		FilterRegistrationBean<Filter> lookAtThreads(ServerThreads threads) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new LookingFilter(threads));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR,
					DispatcherType.INCLUDE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfNetty {

		@Bean
		ServerThreads serverThreads() {
			return new ServerThreads();
		}

		/**
		 * Gets a request before the server's observation does, on the event loop.
		 */
		@Bean
		HttpHandlerDecoratorFactory lookAtThreads(ServerThreads threads) {
			return (handler) -> (request, response) -> {
				threads.look("request");
				Mono<Void> handled = handler.handle(request, response);
				threads.look("assembled");
				return handled;
			};
		}

	}

	private record LookingFilter(ServerThreads threads) implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			String dispatch = String.valueOf(request.getDispatcherType());
			this.threads.look("before " + dispatch);
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.threads.look("after " + dispatch);
			}
		}

	}

}
