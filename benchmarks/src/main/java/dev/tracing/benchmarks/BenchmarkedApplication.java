package dev.tracing.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanProcessors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.Banner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * An application as Spring Boot configures it, without a server, whose spans are dropped
 * when they end: what exporters cost is not what is measured.
 */
public final class BenchmarkedApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Scope parent = Scope.noop();

	private BenchmarkedApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application without anything of ours, as Spring Boot configures it. What
	 * of ours is found because it is on the class path is not used either.
	 * @param configuration the class with its beans
	 * @param properties its properties, as {@code key=value}
	 * @return the running application
	 */
	public static BenchmarkedApplication startWithoutStarter(Class<?> configuration, String... properties) {
		System.setProperty("io.opentelemetry.context.contextStorageProvider", "default");
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("tracing.enabled=false");
		return start(configuration, all.toArray(String[]::new));
	}

	/**
	 * Starts an application with the starter.
	 * @param configuration the class with its beans
	 * @param properties its properties, as {@code key=value}
	 * @return the running application
	 */
	public static BenchmarkedApplication start(Class<?> configuration, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("management.tracing.sampling.probability=1.0");
		all.add("logging.level.root=warn");
		BenchmarkedApplication started = new BenchmarkedApplication(
				new SpringApplicationBuilder(configuration, Infrastructure.class).web(WebApplicationType.NONE)
					.bannerMode(Banner.Mode.OFF)
					.properties(all.toArray(String[]::new))
					.run());
		if (!ContextStorage.get().getClass().getName().startsWith("org.springframework.boot.")) {
			throw new IllegalStateException("A context was used before Spring Boot could listen to scopes, "
					+ "so that they would cost less here than in an application");
		}
		return started;
	}

	/**
	 * A bean of the application.
	 * @param type its type
	 * @param <T> its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Makes a remote parent that is not sampled current on this thread, until the
	 * application is closed on this thread.
	 * @return this
	 */
	public BenchmarkedApplication underUnsampledParent() {
		SpanContext remote = SpanContext.createFromRemoteParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
				TraceFlags.getDefault(), TraceState.getDefault());
		this.parent = Context.current().with(Span.wrap(remote)).makeCurrent();
		return this;
	}

	/**
	 * Makes a sampled span current on this thread, until the application is closed on
	 * this thread.
	 * @return this
	 */
	public BenchmarkedApplication underSpan() {
		this.parent = bean(OpenTelemetry.class).getTracer("benchmark").spanBuilder("parent").startSpan().makeCurrent();
		return this;
	}

	@Override
	public void close() {
		this.parent.close();
		this.context.close();
	}

	/**
	 * What all the applications have.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Infrastructure {

		@Bean
		SpanProcessors droppingSpanProcessors(ObjectProvider<SpanProcessor> processors) {
			List<SpanProcessor> all = new ArrayList<>(processors.orderedStream()
				.filter((processor) -> !(processor instanceof BatchSpanProcessor))
				.toList());
			all.add(new DroppingSpanProcessor());
			return SpanProcessors.of(all);
		}

	}

}
