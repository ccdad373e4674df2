package dev.tracing.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.tracing.RecordedSpans;
import dev.tracing.Tracing;
import io.micrometer.tracing.otel.bridge.EventListener;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper.ScopeAttachedEvent;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper.ScopeRestoredEvent;
import io.micrometer.tracing.otel.bridge.OtelTracer.EventPublisher;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ids in log lines, in a whole application.
 */
class LoggingFeatureTests {

	private static final SpanContext SPAN = SpanContext.create("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
			TraceFlags.getSampled(), TraceState.getDefault());

	@Test
	void areThoseOfTheSpanOnEveryThreadAndNeverStale() throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			Tracing tracing = context.getBean(Tracing.class);
			ExecutorService pool = context.getBean(ExecutorService.class);
			tracing.call("root", () -> {
				assertIdsOfTheCurrentSpan();
				Future<?> task = pool.submit(LoggingFeatureTests::assertIdsOfTheCurrentSpan);
				task.get();
				try (Scope nothing = Context.root().makeCurrent()) {
					assertThat(MDC.get("traceId")).isNull();
				}
				assertIdsOfTheCurrentSpan();
				return null;
			});
			assertThat(MDC.get("traceId")).isNull();
			pool.submit(() -> assertThat(MDC.get("traceId")).isNull()).get();
		}
	}

	@Test
	void needNoEventsOfScopes() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBeanNamesForType(EventPublisher.class)).isEmpty();
			assertThat(context.getBean(io.micrometer.tracing.Tracer.class).nextSpan()).isNotNull();
		}
	}

	@Test
	void areThereBesideAListenerOfTheApplicationWhichIsToldOfScopes() {
		try (ConfigurableApplicationContext context = start(WithListener.class)) {
			context.getBean(Tracing.class).run("work", LoggingFeatureTests::assertIdsOfTheCurrentSpan);
			assertThat(context.getBean(RememberingListener.class).events)
				.hasAtLeastOneElementOfType(ScopeAttachedEvent.class)
				.hasAtLeastOneElementOfType(ScopeRestoredEvent.class);
		}
		assertThat(MDC.get("traceId")).isNull();
	}

	@Test
	void areNotWrittenOnceTheApplicationIsClosed() {
		start().close();
		try (Scope scope = Context.root().with(Span.wrap(SPAN)).makeCurrent()) {
			assertThat(MDC.get("traceId")).isNull();
		}
	}

	private static void assertIdsOfTheCurrentSpan() {
		assertThat(Span.current().getSpanContext().isValid()).isTrue();
		assertThat(MDC.get("traceId")).isEqualTo(Span.current().getSpanContext().getTraceId());
		assertThat(MDC.get("spanId")).isEqualTo(Span.current().getSpanContext().getSpanId());
	}

	private static ConfigurableApplicationContext start(Class<?>... more) {
		SpringApplication application = new SpringApplication(Application.class);
		application.addPrimarySources(List.of(more));
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(RecordedSpans.class)
	static class Application {

		@Bean(destroyMethod = "shutdown")
		ExecutorService pool() {
			return Executors.newSingleThreadExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithListener {

		@Bean
		RememberingListener listener() {
			return new RememberingListener();
		}

	}

	static class RememberingListener implements EventListener {

		final List<Object> events = new CopyOnWriteArrayList<>();

		@Override
		public void onEvent(Object event) {
			this.events.add(event);
		}

	}

}
