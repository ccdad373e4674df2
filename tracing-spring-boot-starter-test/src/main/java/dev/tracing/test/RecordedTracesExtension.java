package dev.tracing.test;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import org.springframework.beans.factory.annotation.ParameterResolutionDelegate;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * What {@link RecordTraces} does.
 */
class RecordedTracesExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(RecordedTracesExtension.class);

	@Override
	public void beforeEach(ExtensionContext context) {
		if (!isSpringTest(context)) {
			context.getStore(NAMESPACE).put(Recording.class, Recording.start(timeout(context)));
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Recording recording = context.getStore(NAMESPACE).remove(Recording.class, Recording.class);
		if (recording != null) {
			recording.finish(context.getExecutionException().isEmpty());
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		if (!(parameter.getDeclaringExecutable() instanceof Method)) {
			return false;
		}
		if (isSpringTest(context)) {
			return type == RecordedTraces.class
					&& !ParameterResolutionDelegate.isAutowirable(parameter.getParameter(), parameter.getIndex());
		}
		return type == RecordedTraces.class || type == OpenTelemetry.class || type == Tracer.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		if (isSpringTest(context)) {
			return SpringExtension.getApplicationContext(context).getBean(RecordedTraces.class);
		}
		Recording recording = context.getStore(NAMESPACE).get(Recording.class, Recording.class);
		if (recording == null) {
			throw new ParameterResolutionException("Traces are recorded for each test, and not for a whole class");
		}
		return recording.get(parameter.getParameter().getType());
	}

	private static Duration timeout(ExtensionContext context) {
		return context.getConfigurationParameter(RecordedTraces.TIMEOUT_PROPERTY, DurationStyle::detectAndParse)
			.orElse(RecordedTraces.DEFAULT_TIMEOUT);
	}

	private static boolean isSpringTest(ExtensionContext context) {
		for (Optional<Class<?>> type = context.getTestClass(); type
			.isPresent(); type = type.map(Class::getEnclosingClass)) {
			if (AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class)
				.stream()
				.anyMatch((annotation) -> List.of(annotation.value()).contains(SpringExtension.class))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The recording of one test without Spring.
	 */
	private record Recording(RecordedTraces traces, OpenTelemetrySdk sdk, RunningTest test) {

		static Recording start(Duration timeout) {
			SpanRecorder recorder = new SpanRecorder();
			RecordedTraces traces = RecordedTraces.of(recorder, timeout);
			OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
				.setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(recorder).build())
				.build();
			return new Recording(traces, sdk, traces.startTest());
		}

		Object get(Class<?> type) {
			if (type == RecordedTraces.class) {
				return this.traces;
			}
			return (type == Tracer.class) ? this.sdk.getTracer("test") : this.sdk;
		}

		void finish(boolean check) {
			try {
				this.test.finish(check);
			}
			finally {
				this.sdk.close();
			}
		}

	}

}
