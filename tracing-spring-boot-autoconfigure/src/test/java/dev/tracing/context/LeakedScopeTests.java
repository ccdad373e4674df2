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
	void isToldToListenersIfBothHaveEnded() {
		this.work.end();
		this.inner.end();
		try (ScopeFaultCollector faults = new ScopeFaultCollector()) {
			runTaskThatForgets(this.inner).close();
			assertThat(faults.told()).containsExactly(TracingAttributes.SCOPE_LEAKED + " of " + id(this.inner));
		}
	}

	@Test
	void aScopeThatATaskFindsOnItsThreadIsToldIfItsSpanHasEnded() {
		Runnable task = this.propagation.wrap(() -> {
		});
		try (ScopeFaultCollector faults = new ScopeFaultCollector(); Scope forgotten = this.inner.makeCurrent()) {
			task.run();
			assertThat(faults.told()).as("somebody works in it").isEmpty();
			this.inner.end();
			task.run();
			assertThat(faults.told()).containsExactly(TracingAttributes.SCOPE_OUTLIVED + " of " + id(this.inner));
		}
	}

	@Test
	void aTaskThatRunsWhereItIsSubmittedFindsNothingOfEarlierWork() {
		this.inner.end();
		try (ScopeFaultCollector faults = new ScopeFaultCollector(); Scope scope = this.inner.makeCurrent()) {
			this.propagation.wrap(() -> this.propagation.wrapRecurring(() -> {
			}).run()).run();
			assertThat(faults.told()).isEmpty();
		}
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

	private static String id(Span span) {
		return span.getSpanContext().getSpanId();
	}

	private static List<EventData> events(Span span) {
		return ((ReadableSpan) span).toSpanData().getEvents();
	}

}
