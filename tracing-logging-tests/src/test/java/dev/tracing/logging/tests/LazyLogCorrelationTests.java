package dev.tracing.logging.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.tracing.Tracing;
import io.micrometer.tracing.otel.bridge.EventListener;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper.ScopeAttachedEvent;
import io.micrometer.tracing.otel.bridge.OtelTracer.EventPublisher;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ids that are read when a line is written, on the console of a real application. The
 * build runs these tests once with Logback and once with Log4j.
 */
@ExtendWith(OutputCaptureExtension.class)
class LazyLogCorrelationTests {

	private static final String LAZY = "tracing.logging.lazy=true";

	private static final String MARK = "the line in question";

	private static final Logger logger = LoggerFactory.getLogger(LazyLogCorrelationTests.class);

	@Test
	void runWithTheLoggingSystemThatTheBuildNames() {
		assertThat(LoggingSystem.get(getClass().getClassLoader()).getClass().getSimpleName())
			.startsWith(System.getProperty("logging.system", "Logback"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "logging.structured.format.console=logstash", "logging.structured.format.console=ecs",
			"management.tracing.baggage.correlation.fields=tenant", "logging.include-application-name=false" })
	void linesAreTheSameAsWithTheMdc(String format, CapturedOutput output) throws Exception {
		List<String> eager = linesOfARun(output, format);
		List<String> lazy = linesOfARun(output, format, LAZY);
		assertThat(eager).hasSize(4);
		assertThat(eager.get(1)).as("a line in a span").contains("TRACE-ID").contains("SPAN-ID");
		assertThat(lazy).isEqualTo(eager);
	}

	@Test
	void theMdcHasNoIdsAndWhatTheApplicationPutsThereWins(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(LAZY)) {
			context.getBean(Tracing.class).run("work", () -> {
				assertThat(MDC.get("traceId")).isNull();
				try (MDC.MDCCloseable own = MDC.putCloseable("spanId", "mine")) {
					logger.info(MARK);
				}
			});
		}
		assertThat(linesIn(output.getAll())).singleElement().asString().contains("-mine ");
	}

	@Test
	void noEventsOfScopesAreMadeWhereNobodyListens() {
		try (ConfigurableApplicationContext context = start(LAZY)) {
			assertThat(context.getBeanNamesForType(EventPublisher.class)).isEmpty();
			assertThat(context.getBean(io.micrometer.tracing.Tracer.class).nextSpan()).isNotNull();
		}
	}

	@Test
	void listenersOfTheApplicationGoOnToHearOfScopes() {
		try (ConfigurableApplicationContext context = start(WithListener.class, LAZY)) {
			context.getBean(Tracing.class).run("work", () -> assertThat(MDC.get("traceId")).isNull());
			assertThat(context.getBean(RememberingListener.class).events)
				.filteredOn(ScopeAttachedEvent.class::isInstance)
				.isNotEmpty();
		}
	}

	@Test
	void anApplicationThatWritesTheMdcItselfGoesOnToDoSo(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(WithMdcListener.class, LAZY)) {
			context.getBean(Tracing.class).run("work", () -> {
				String traceId = Span.current().getSpanContext().getTraceId();
				assertThat(MDC.get("theTrace")).isEqualTo(traceId);
				logger.info(MARK);
				assertThat(linesIn(output.getAll())).singleElement().asString().doesNotContain(traceId);
			});
		}
	}

	@Test
	void linesHaveNoIdsOnceTheApplicationIsClosed(CapturedOutput output) {
		start(LAZY).close();
		try (ConfigurableApplicationContext other = start("tracing.enabled=false",
				"management.tracing.baggage.correlation.enabled=false");
				Scope scope = Context.root().with(Baggage.builder().put("tenant", "acme").build()).makeCurrent()) {
			logger.info(MARK);
		}
		assertThat(linesIn(output.getAll())).singleElement().asString().doesNotContain("acme");
	}

	/**
	 * The lines of a run: outside a span, inside one, on another thread inside it, and
	 * after it; without what differs between any two runs.
	 */
	private static List<String> linesOfARun(CapturedOutput output, String... properties) throws Exception {
		int before = output.getAll().length();
		List<String> ids = new ArrayList<>();
		try (ConfigurableApplicationContext context = start(properties)) {
			logger.info(MARK);
			ExecutorService pool = context.getBean(ExecutorService.class);
			Baggage baggage = Baggage.builder().put("tenant", "acme").build();
			try (Scope scope = Context.current().with(baggage).makeCurrent()) {
				context.getBean(Tracing.class).call("work", () -> {
					ids.add(Span.current().getSpanContext().getTraceId());
					ids.add(Span.current().getSpanContext().getSpanId());
					MDC.put("own", "of the application");
					logger.info(MARK);
					MDC.remove("own");
					return pool.submit(() -> logger.info(MARK)).get();
				});
			}
			logger.info(MARK);
		}
		return linesIn(output.getAll().substring(before)).stream()
			.map((line) -> line.replace(ids.get(0), "TRACE-ID")
				.replace(ids.get(1), "SPAN-ID")
				.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d)", "TIME"))
			.toList();
	}

	private static List<String> linesIn(String output) {
		return output.lines().filter((line) -> line.contains(MARK)).toList();
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return start(Application.class, properties);
	}

	private static ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		List<String> set = new ArrayList<>();
		for (String property : properties) {
			if (!property.isEmpty()) {
				set.add("--" + property);
			}
		}
		return new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE).run(set.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean(destroyMethod = "shutdown")
		ExecutorService pool() {
			return Executors.newSingleThreadExecutor((task) -> new Thread(task, "worker"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithListener {

		@Bean
		RememberingListener listener() {
			return new RememberingListener();
		}

	}

	static class RememberingListener implements EventListener {

		private final List<Object> events = new ArrayList<>();

		@Override
		public void onEvent(Object event) {
			this.events.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithMdcListener {

		@Bean
		Slf4JEventListener listener() {
			return new Slf4JEventListener("theTrace", "theSpan");
		}

	}

}
