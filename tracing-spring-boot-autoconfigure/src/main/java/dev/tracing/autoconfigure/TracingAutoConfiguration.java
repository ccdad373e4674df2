package dev.tracing.autoconfigure;

import java.util.function.Supplier;

import dev.tracing.Tracing;
import dev.tracing.interceptor.TracedBeanPostProcessor;
import dev.tracing.interceptor.TracedPointcuts;
import dev.tracing.interceptor.TracingMode;
import dev.tracing.interceptor.TracingReport;
import dev.tracing.lifecycle.CallConvention;
import dev.tracing.lifecycle.FutureSpanLifecycle;
import dev.tracing.lifecycle.RunnerTracing;
import dev.tracing.lifecycle.SpanLifecycle;
import dev.tracing.lifecycle.SpanRunner;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of {@code @Traced} and of what it does by hand.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@EnableConfigurationProperties(TracingProperties.class)
public final class TracingAutoConfiguration {

	/**
	 * The instrumentation scope of our spans.
	 */
	static final String INSTRUMENTATION_SCOPE = "dev.tracing";

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TracingReport tracingReport() {
		return new TracingReport();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TracedPointcuts tracingPointcuts(Environment environment, BeanFactory beanFactory, TracingReport report) {
		// bound by hand, since a post-processor comes before the beans of properties
		return new TracedPointcuts("tracing.pointcuts",
				Binder.get(environment)
					.bind("tracing.pointcuts", Bindable.listOf(String.class))
					.orElseGet(java.util.List::of),
				beanFactory, report);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TracedBeanPostProcessor tracedBeanPostProcessor(TracedPointcuts pointcuts, TracingReport report,
			ObjectProvider<SpanRunner> runner, Environment environment) {
		Binder binder = Binder.get(environment);
		TracingMode mode = binder.bind("tracing.mode", TracingMode.class).orElse(TracingMode.AUTO);
		int order = binder.bind("tracing.order", Integer.class).orElse(Ordered.HIGHEST_PRECEDENCE);
		return new TracedBeanPostProcessor(pointcuts, report, unlessInCreation(runner), mode, order);
	}

	@Bean
	@ConditionalOnMissingBean
	SpanRunner tracingSpanRunner(ObjectProvider<OpenTelemetry> openTelemetry, ObjectProvider<SpanLifecycle> lifecycles,
			ObjectProvider<CallConvention> conventions) {
		OpenTelemetry used = openTelemetry.getIfAvailable(OpenTelemetry::noop);
		Tracer tracer = used.tracerBuilder(INSTRUMENTATION_SCOPE).build();
		// a tracer provider that is a bean need not be the one that is used
		boolean unsampledParentDecides = used instanceof OpenTelemetrySdk sdk
				&& UnsampledParents.decide(sdk.getSdkTracerProvider().getSampler());
		return new SpanRunner(tracer, lifecycles.orderedStream().toList(), conventions.orderedStream().toList(),
				unsampledParentDecides);
	}

	@Bean
	FutureSpanLifecycle tracingFutureSpanLifecycle() {
		return new FutureSpanLifecycle();
	}

	@Bean
	@ConditionalOnMissingBean
	Tracing tracing(SpanRunner runner) {
		return new RunnerTracing(runner);
	}

	@Bean
	static ContextAttributesProcessor tracingContextAttributesProcessor() {
		return new ContextAttributesProcessor();
	}

	@Bean
	@Lazy(false)
	StartupLine tracingStartupLine(TracingReport report, TracedPointcuts pointcuts, ApplicationContext context) {
		return new StartupLine(report, pointcuts, context);
	}

	/**
	 * Gives null as long as the runner cannot be made, because a bean that it is made of,
	 * a span exporter that is traced itself for example, is being made.
	 */
	private static Supplier<@Nullable SpanRunner> unlessInCreation(ObjectProvider<SpanRunner> runner) {
		return () -> {
			try {
				return runner.getObject();
			}
			catch (BeanCreationException ex) {
				return null;
			}
		};
	}

}
