package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.util.List;

import dev.tracing.lifecycle.SpanDefinition;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * A traced method of a class: all that is known before a call. Immutable, resolved once.
 *
 * @param method the method that runs, as the class declares or inherits it
 * @param definition what is known of its spans
 * @param returnType the type that the method declares to return
 * @param arguments the arguments to put on the span
 * @param result how to put the result on the span, or null if it is not wanted
 * @param condition decides with each call's arguments whether it is traced, or null if
 * every call is
 */
record TracedOperation(Method method, SpanDefinition definition, Class<?> returnType, List<Argument> arguments,
		@Nullable AttributeReader result, @Nullable CallCondition condition) {

	TracedOperation {
		arguments = List.copyOf(arguments);
	}

	void describeArguments(Span span, @Nullable Object[] values) {
		if (this.arguments.isEmpty() || !span.isRecording()) {
			return;
		}
		for (Argument argument : this.arguments) {
			argument.reader().read(values[argument.index()], span);
		}
	}

	void describeResult(Span span, @Nullable Object value) {
		if (this.result != null && span.isRecording()) {
			this.result.read(value, span);
		}
	}

	boolean appliesTo(@Nullable Object[] values) {
		return this.condition == null || this.condition.matches(values);
	}

	/**
	 * An argument that is put on the span.
	 *
	 * @param index the index of the parameter
	 * @param reader puts the argument on the span
	 */
	record Argument(int index, AttributeReader reader) {
	}

	/**
	 * Whether a call is traced, where that depends on its arguments.
	 */
	@FunctionalInterface
	interface CallCondition {

		boolean matches(@Nullable Object[] arguments);

	}

}
