package dev.tracing.reactor;

import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.tracing.RecordedSpans;
import dev.tracing.TracingAttributes;
import dev.tracing.context.ContextAccessorRegistration;
import dev.tracing.context.FaithfulCurrentTraceContext;
import dev.tracing.lifecycle.FutureSpanLifecycle;
import dev.tracing.lifecycle.SpanCall;
import dev.tracing.lifecycle.SpanDefinition;
import dev.tracing.lifecycle.SpanPlan;
import dev.tracing.lifecycle.SpanRunner;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.ReactiveAdapterRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application has: traced calls that return publishers, spans and observations
 * made by real tracers, accessors of what Reactor carries, and schedulers of its own.
 */
final class TracedPublishers implements AutoCloseable {

	private static final int THREADS = 4;

	final RecordedSpans spans;

	final ObservationRegistry observations;

	final OtelTracer micrometer;

	final SpanRunner runner;

	final Scheduler parallel = Schedulers.newParallel("test-parallel", THREADS);

	final Scheduler elastic = Schedulers.newBoundedElastic(THREADS, 100, "test-elastic");

	private final ContextAccessorRegistration accessors = ContextAccessorRegistration.in(ContextRegistry.getInstance());

	TracedPublishers() {
		this(Sampler.parentBased(Sampler.alwaysOn()), ObservationRegistry.create());
		this.observations.observationConfig().observationHandler(new DefaultTracingObservationHandler(this.micrometer));
	}

	TracedPublishers(Sampler sampler) {
		this(sampler, ObservationRegistry.NOOP);
	}

	TracedPublishers(ObservationRegistry observations) {
		this(Sampler.parentBased(Sampler.alwaysOn()), observations);
	}

	private TracedPublishers(Sampler sampler, ObservationRegistry observations) {
		this.spans = new RecordedSpans(sampler);
		this.micrometer = new OtelTracer(this.spans.provider().get("micrometer"), new FaithfulCurrentTraceContext(),
				(event) -> {
				});
		this.observations = observations;
		this.runner = new SpanRunner(this.spans.provider().get("test"),
				List.of(new FutureSpanLifecycle(),
						new ReactiveSpanLifecycle(ReactiveAdapterRegistry.getSharedInstance(), this.observations)),
				true);
	}

	@SuppressWarnings("unchecked")
	<T> Mono<T> mono(String name, Supplier<Mono<T>> call) {
		return (Mono<T>) call(name, Mono.class, call::get);
	}

	@SuppressWarnings("unchecked")
	<T> Flux<T> flux(String name, Supplier<Flux<T>> call) {
		return (Flux<T>) call(name, Flux.class, call::get);
	}

	/**
	 * A traced call that does its work itself.
	 */
	<T> T call(String name, Callable<T> call) {
		return call(name, Object.class, call::call);
	}

	/**
	 * A traced call that does its work at once, and gives what it got.
	 */
	<T> T leaf(String name, T value) {
		return call(name, () -> value);
	}

	@SuppressWarnings("unchecked")
	<T> T call(String name, Class<?> declaredType, SpanCall call) {
		SpanDefinition definition = new SpanDefinition(name, SpanKind.INTERNAL, false, List.of(), Attributes.empty());
		SpanPlan plan = this.runner.plan(definition, declaredType);
		try {
			return (T) this.runner.run(plan, call);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The ended spans as a tree, each on a line of its own below its parent, siblings in
	 * the order of their names and then of their starts.
	 */
	String tree() {
		this.spans.awaitEnds();
		StringBuilder tree = new StringBuilder();
		append(tree, SpanId.getInvalid(), "");
		assertThat(tree.toString().lines()).as("spans whose parents were recorded:%n%s", tree)
			.hasSameSizeAs(this.spans.all());
		return tree.toString();
	}

	private void append(StringBuilder tree, String parentId, String indent) {
		this.spans.all()
			.stream()
			.filter((span) -> span.getParentSpanId().equals(parentId))
			.sorted(Comparator.comparing(SpanData::getName).thenComparing(SpanData::getStartEpochNanos))
			.forEach((span) -> {
				tree.append(indent).append(span.getName()).append(outcome(span)).append('\n');
				append(tree, span.getSpanId(), indent + "  ");
			});
	}

	private static String outcome(SpanData span) {
		if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
			return " failed";
		}
		Boolean cancelled = span.getAttributes().get(TracingAttributes.CANCELLED);
		return (cancelled != null) ? " cancelled" : "";
	}

	/**
	 * Checks that nothing is left, on this thread and on those of the schedulers, and
	 * stops what was started.
	 */
	@Override
	public void close() {
		Propagation.switchOff();
		try {
			assertThreadsHoldNothing(this.parallel);
			assertThreadsHoldNothing(this.elastic);
			assertThat(this.observations.getCurrentObservationScope()).isNull();
			this.spans.assertNothingIsLeft();
		}
		finally {
			this.accessors.close();
			this.parallel.dispose();
			this.elastic.dispose();
			this.spans.provider().close();
		}
	}

	private void assertThreadsHoldNothing(Scheduler scheduler) {
		CyclicBarrier everyThread = new CyclicBarrier(THREADS + 1);
		Queue<Object> found = new ConcurrentLinkedQueue<>();
		for (int i = 0; i < THREADS; i++) {
			scheduler.createWorker().schedule(() -> {
				found.add(Context.current());
				Observation.Scope scope = this.observations.getCurrentObservationScope();
				if (scope != null) {
					found.add(scope);
				}
				await(everyThread);
			});
		}
		await(everyThread);
		assertThat(found).hasSize(THREADS).allMatch((context) -> context == Context.root());
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
