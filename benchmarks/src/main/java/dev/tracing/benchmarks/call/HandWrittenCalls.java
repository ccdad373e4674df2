package dev.tracing.benchmarks.call;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The request with spans written by hand on the SDK, with the attributes that
 * {@code @Traced} puts on its spans, and no proxy.
 */
@Configuration(proxyBeanMethods = false)
public class HandWrittenCalls {

	@Bean
	Leaf leaf(OpenTelemetry openTelemetry) {
		return new Leaf(openTelemetry.getTracer("by hand"));
	}

	@Bean
	Root root(Leaf leaf, OpenTelemetry openTelemetry) {
		return new Root(leaf, openTelemetry.getTracer("by hand"));
	}

	private static Span start(Tracer tracer, String name, String function) {
		Thread thread = Thread.currentThread();
		return tracer.spanBuilder(name)
			.setAttribute(CODE_FUNCTION_NAME, function)
			.setAttribute(THREAD_ID, thread.getId())
			.setAttribute(THREAD_NAME, thread.getName())
			.startSpan();
	}

	private static final AttributeKey<String> CODE_FUNCTION_NAME = AttributeKey.stringKey("code.function.name");

	private static final AttributeKey<Long> THREAD_ID = AttributeKey.longKey("thread.id");

	private static final AttributeKey<String> THREAD_NAME = AttributeKey.stringKey("thread.name");

	static class Root implements Request {

		private final Leaf leaf;

		private final Tracer tracer;

		Root(Leaf leaf, Tracer tracer) {
			this.leaf = leaf;
			this.tracer = tracer;
		}

		@Override
		public long handle(long seed) {
			Span span = start(this.tracer, "Root.handle", "dev.tracing.benchmarks.call.Root.handle");
			try (Scope scope = span.makeCurrent()) {
				long result = seed;
				for (int i = 0; i < LEAVES; i++) {
					result = this.leaf.work(result);
				}
				return result;
			}
			catch (RuntimeException ex) {
				span.setStatus(StatusCode.ERROR);
				span.recordException(ex);
				throw ex;
			}
			finally {
				span.end();
			}
		}

	}

	static class Leaf {

		private final Tracer tracer;

		Leaf(Tracer tracer) {
			this.tracer = tracer;
		}

		long work(long value) {
			Span span = start(this.tracer, "Leaf.work", "dev.tracing.benchmarks.call.Leaf.work");
			try (Scope scope = span.makeCurrent()) {
				return value + 1;
			}
			catch (RuntimeException ex) {
				span.setStatus(StatusCode.ERROR);
				span.recordException(ex);
				throw ex;
			}
			finally {
				span.end();
			}
		}

	}

}
