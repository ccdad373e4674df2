package dev.tracing.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.tracing.agent.JavaAgent;
import dev.tracing.context.ContextAccessorRegistration;
import dev.tracing.context.ExecutorInstrumentation;
import dev.tracing.context.FaithfulCurrentTraceContext;
import dev.tracing.context.PropagatingTaskDecorator;
import dev.tracing.context.TaskDecoratorHints;
import dev.tracing.context.TaskPropagation;
import dev.tracing.context.TraceparentCheck;
import dev.tracing.interceptor.AsyncBeanPostProcessor;
import dev.tracing.interceptor.TracingReport;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Auto-configuration of what carries the context from one thread to another.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = { OpenTelemetryTracingAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
		TaskSchedulingAutoConfiguration.class })
@ConditionalOnTracing
@ImportRuntimeHints(TaskDecoratorHints.class)
public final class TracingPropagationAutoConfiguration {

	/**
	 * There unless pools carry the context by themselves, which is found out only once.
	 */
	private static final String TASK_DECORATOR = "tracingTaskDecorator";

	@Bean
	@Lazy(false)
	ContextAccessorRegistration tracingContextAccessorRegistration() {
		return ContextAccessorRegistration.in(ContextRegistry.getInstance());
	}

	@Bean
	@ConditionalOnMissingBean
	OtelCurrentTraceContext tracingCurrentTraceContext() {
		return new FaithfulCurrentTraceContext();
	}

	/**
	 * A fallback, so that Spring Boot's propagator can still be injected by type.
	 */
	@Bean
	@Fallback
	TraceparentCheck tracingTraceparentCheck() {
		return new TraceparentCheck();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TaskPropagation tracingTaskPropagation(Environment environment) {
		return new TaskPropagation(ContextRegistry.getInstance(), keys(environment));
	}

	/**
	 * A fallback, so that an application with one decorator of its own can go on to
	 * inject it by type.
	 */
	@Bean(TASK_DECORATOR)
	@Fallback
	@Conditional(OnPoolsThatDoNotCarry.class)
	@Order(Ordered.LOWEST_PRECEDENCE)
	static PropagatingTaskDecorator tracingTaskDecorator(TaskPropagation propagation) {
		return new PropagatingTaskDecorator(propagation);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ExecutorBeanPostProcessor tracingExecutorBeanPostProcessor(TaskPropagation propagation, TracingReport report,
			Environment environment, ConfigurableListableBeanFactory beanFactory) {
		Set<String> excluded = Set.copyOf(properties(environment).getExcludedExecutors());
		boolean poolsCarry = JavaAgent.isPresent() && !beanFactory.containsBeanDefinition(TASK_DECORATOR);
		return new ExecutorBeanPostProcessor(new ExecutorInstrumentation(propagation, poolsCarry), excluded, report,
				beanFactory);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static AsyncBeanPostProcessor tracingAsyncBeanPostProcessor(TaskPropagation propagation, TracingReport report) {
		return new AsyncBeanPostProcessor(propagation, report);
	}

	/**
	 * The keys of what is carried besides the context.
	 */
	private static List<String> keys(Environment environment) {
		TracingProperties.Propagation properties = properties(environment);
		List<String> keys = new ArrayList<>(properties.getAccessors());
		if (properties.isObservation()) {
			keys.add(ObservationThreadLocalAccessor.KEY);
		}
		return keys;
	}

	/**
	 * Whether OpenTelemetry's agent carries to the tasks of pools all that is to be
	 * carried.
	 */
	private static boolean poolsCarry(Environment environment) {
		return JavaAgent.isPresent() && keys(environment).isEmpty() && JavaAgent.carriesTasks();
	}

	/**
	 * The properties, bound by hand: a post-processor is made before the beans of
	 * properties are.
	 */
	static TracingProperties.Propagation properties(Environment environment) {
		return Binder.get(environment).bindOrCreate("tracing.propagation", TracingProperties.Propagation.class);
	}

	/**
	 * Matches unless OpenTelemetry's agent carries to the tasks of pools all that is to
	 * be carried.
	 */
	static final class OnPoolsThatDoNotCarry extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("Tasks of thread pools");
			return poolsCarry(context.getEnvironment())
					? ConditionOutcome.noMatch(message.because("OpenTelemetry's agent carries the context to them"))
					: ConditionOutcome.match(message.because("nobody else carries the context to them"));
		}

	}

}
