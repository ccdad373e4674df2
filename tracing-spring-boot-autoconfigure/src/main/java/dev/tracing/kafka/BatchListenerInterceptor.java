package dev.tracing.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.tracing.lifecycle.SpanDefinition;
import dev.tracing.lifecycle.SpanPlan;
import dev.tracing.lifecycle.SpanRunner;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes each batch that a listener is called with a span. It is the root of a trace,
 * since its records come from many, and linked to the context that each record came with.
 *
 * <p>
 * Called on the thread that polls, around the listener.
 */
final class BatchListenerInterceptor implements MethodInterceptor {

	private final Supplier<SpanRunner> runner;

	private final Supplier<TextMapPropagator> propagator;

	private final Map<String, SpanPlan> plans = new ConcurrentHashMap<>();

	BatchListenerInterceptor(Supplier<SpanRunner> runner, Supplier<TextMapPropagator> propagator) {
		this.runner = runner;
		this.propagator = propagator;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		RecordBatch batch = RecordBatch.of(invocation);
		if (batch == null) {
			return invocation.proceed();
		}
		SpanRunner runner = this.runner.get();
		SpanPlan plan = this.plans.computeIfAbsent(batch.spanName(), (name) -> plan(runner, name));
		return runner.run(plan, new BatchCall(invocation, batch, this.propagator.get()));
	}

	private static SpanPlan plan(SpanRunner runner, String name) {
		return runner.plan(new SpanDefinition(name, SpanKind.CONSUMER, true, List.of(), Attributes.empty()),
				void.class);
	}

}
