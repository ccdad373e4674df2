package dev.tracing.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
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

/**
 * Looks for contexts that were left behind: on the servers' threads wherever a request
 * comes in or goes out, and on all threads that there are while nothing runs.
 */
final class ThreadCheck {

	private final Faults faults = new Faults();

	private final LongAdder leaked = new LongAdder();

	private final LongAdder looks = new LongAdder();

	/**
	 * Looks at the current thread, which is to hold nothing.
	 */
	void look(String where) {
		this.looks.increment();
		String logged = MDC.get("traceId");
		if (Context.current() != Context.root() || logged != null) {
			leaked("%s on %s: %s, in logs %s".formatted(where, Thread.currentThread().getName(), Context.current(),
					logged));
		}
	}

	/**
	 * Looks at all threads. What holds a context five times in a row does not work for a
	 * recurring task, but has forgotten it.
	 */
	void lookAtAll() throws InterruptedException {
		List<HeldValue> held = HeldValue.ofAllThreads();
		for (int i = 0; i < 5 && !held.isEmpty(); i++) {
			Thread.sleep(50);
			held = new ArrayList<>(held);
			held.retainAll(HeldValue.ofAllThreads());
		}
		held.forEach((value) -> leaked(value.toString()));
		this.looks.add(Thread.getAllStackTraces().size());
	}

	/**
	 * Has OpenTelemetry say which scopes were not closed, where it checks strictly.
	 */
	void lookAtScopes() throws Exception {
		if (ContextStorage.get() instanceof AutoCloseable strict) {
			try {
				strict.close();
			}
			catch (AssertionError ex) {
				leaked(String.valueOf(ex.getCause()));
			}
		}
	}

	private void leaked(String what) {
		this.leaked.increment();
		this.faults.tell(what);
	}

	long looks() {
		return this.looks.sum();
	}

	long leaked() {
		return this.leaked.sum();
	}

	@Configuration(proxyBeanMethods = false)
	static class OfTomcat {

		@Bean
		FilterRegistrationBean<Filter> lookAtThreads(ThreadCheck threads) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new LookingFilter(threads));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfNetty {

		/**
		 * Gets a request before the server's observation does, on the event loop.
		 */
		@Bean
		HttpHandlerDecoratorFactory lookAtThreads(ThreadCheck threads) {
			return (handler) -> (request, response) -> {
				threads.look("request");
				Mono<Void> handled = handler.handle(request, response);
				threads.look("assembled");
				return handled;
			};
		}

	}

	private record LookingFilter(ThreadCheck threads) implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			this.threads.look("before " + request.getDispatcherType());
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.threads.look("after " + request.getDispatcherType());
			}
		}

	}

}
