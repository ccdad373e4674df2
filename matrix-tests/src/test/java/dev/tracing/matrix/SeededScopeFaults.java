package dev.tracing.matrix;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.TraceAnalysis;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who leaves scopes open on a thread, and closes them there at last. The threads
 * are those of a server.
 */
final class SeededScopeFaults {

	private final OpenTelemetry openTelemetry;

	private final TraceRecorder recorder;

	private final Deque<Scope> forgotten = new ArrayDeque<>();

	private final Semaphore tidied = new Semaphore(0);

	SeededScopeFaults(OpenTelemetry openTelemetry, TraceRecorder recorder) {
		this.openTelemetry = openTelemetry;
		this.recorder = recorder;
	}

	Span start(String name) {
		return this.openTelemetry.getTracer("seeded").spanBuilder(name).setParent(Context.root()).startSpan();
	}

	/**
	 * Ends a span and leaves it current.
	 */
	void forget(String name) {
		Span span = start(name);
		this.forgotten.push(span.makeCurrent());
		span.end();
	}

	void tidy() {
		while (!this.forgotten.isEmpty()) {
			this.forgotten.pop().close();
		}
		this.tidied.release();
	}

	void awaitTidy() throws InterruptedException {
		assertThat(this.tidied.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
	}

	/**
	 * What the rules find about the root of a name.
	 */
	List<String> found(String name) {
		assertThat(this.recorder.flush(Duration.ofSeconds(20))).isTrue();
		return this.recorder.finished()
			.stream()
			.filter((trace) -> trace.root().name().equals(name))
			.flatMap((trace) -> TraceAnalysis.of(trace).findings().stream())
			.map((finding) -> finding.rule().id() + " " + finding.node().name())
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		static TraceRecorder recorder() {
			return new TraceRecorder();
		}

		@Bean
		SeededScopeFaults faults(OpenTelemetry openTelemetry, TraceRecorder recorder) {
			return new SeededScopeFaults(openTelemetry, recorder);
		}

	}

}
