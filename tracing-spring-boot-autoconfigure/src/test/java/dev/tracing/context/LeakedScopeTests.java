package dev.tracing.context;

import java.util.List;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeakedScopeTests {

	private final SdkTracerProvider provider = SdkTracerProvider.builder().build();

	private final Span work = start("work");

	private final Span inner = start("inner");

	private final TaskPropagation propagation = new TaskPropagation();

	@AfterEach
	void nothingIsLeft() {
		assertThat(Context.current()).isSameAs(Context.root());
		this.provider.close();
	}

	@Test
	void isToldOnTheSpanThatWasLeftCurrent() {
		Scope forgotten = runTaskThatForgets(this.inner);
		assertThat(events(this.inner)).singleElement().satisfies((event) -> {
			assertThat(event.getName()).isEqualTo(TracingAttributes.SCOPE_LEAKED);
			assertThat(event.getAttributes().get(TracingAttributes.LEAKED_SPAN_ID))
				.isEqualTo(this.inner.getSpanContext().getSpanId());
		});
		assertThat(events(this.work)).isEmpty();
		forgotten.close();
	}

	@Test
	void isToldOnTheSpanOfTheWorkIfThatOneHasEnded() {
		this.inner.end();
		Scope forgotten = runTaskThatForgets(this.inner);
		assertThat(events(this.work)).singleElement()
			.satisfies((event) -> assertThat(event.getAttributes().get(TracingAttributes.LEAKED_SPAN_ID))
				.isEqualTo(this.inner.getSpanContext().getSpanId()));
		forgotten.close();
	}

	@Test
	void nothingIsToldOfScopesThatAreClosed() {
		Runnable task;
		try (Scope scope = this.work.makeCurrent()) {
			task = this.propagation.wrap(() -> {
				try (Scope closed = this.inner.makeCurrent()) {
					assertThat(Span.current()).isSameAs(this.inner);
				}
			});
			task.run();
		}
		task.run();
		this.propagation.wrapRecurring(task).run();
		assertThat(events(this.work)).isEmpty();
		assertThat(events(this.inner)).isEmpty();
	}

	private Scope runTaskThatForgets(Span span) {
		Scope[] forgotten = { Scope.noop() };
		Runnable task;
		try (Scope scope = this.work.makeCurrent()) {
			task = this.propagation.wrap(() -> {
				forgotten[0] = span.makeCurrent();
			});
		}
		task.run();
		return forgotten[0];
	}

	private Span start(String name) {
		return this.provider.get("test").spanBuilder(name).startSpan();
	}

	private static List<EventData> events(Span span) {
		return ((ReadableSpan) span).toSpanData().getEvents();
	}

}
