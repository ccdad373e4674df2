package dev.tracing.interceptor;

import java.util.List;

import dev.tracing.RecordedSpans;
import dev.tracing.lifecycle.FutureSpanLifecycle;
import dev.tracing.lifecycle.SpanRunner;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/**
 * An application context whose beans are traced, without Spring Boot.
 */
class TracedBeans implements AutoCloseable {

	final RecordedSpans spans = new RecordedSpans();

	final TracingReport report = new TracingReport();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	TracedBeans(Class<?>... components) {
		this(List.of(), components);
	}

	TracedBeans(List<String> pointcuts, Class<?>... components) {
		this(TracingMode.AUTO, pointcuts, components);
	}

	TracedBeans(TracingMode mode, List<String> pointcuts, Class<?>... components) {
		SpanRunner runner = new SpanRunner(this.spans.provider().get("test"), List.of(new FutureSpanLifecycle()), true);
		TracedPointcuts traced = new TracedPointcuts("tracing.pointcuts", pointcuts, this.context.getBeanFactory(),
				this.report);
		this.context.registerBean(TracedBeanPostProcessor.class,
				() -> new TracedBeanPostProcessor(traced, this.report, () -> runner, mode, Ordered.HIGHEST_PRECEDENCE));
		this.context.register(components);
		this.context.refresh();
		traced.reportUnmatched();
	}

	GenericApplicationContext context() {
		return this.context;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	List<String> spanNames() {
		return this.spans.all().stream().map((span) -> span.getName()).toList();
	}

	List<String> problems() {
		return this.report.problems().stream().map(Object::toString).toList();
	}

	@Override
	public void close() {
		this.context.close();
		this.spans.assertNothingIsLeft();
	}

}
