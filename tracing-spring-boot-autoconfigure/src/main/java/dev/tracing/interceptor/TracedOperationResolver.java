package dev.tracing.interceptor;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import dev.tracing.interceptor.TracedOperation.CallCondition;
import dev.tracing.lifecycle.SpanDefinition;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.aspectj.AspectJExpressionPointcut;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.StringUtils;

/**
 * Resolves what is known of a traced method before its first call, from its annotations
 * or from the pointcut that matches it.
 */
final class TracedOperationResolver {

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/code/
	private static final AttributeKey<String> CODE_FUNCTION_NAME = AttributeKey.stringKey("code.function.name");

	private final TracedPointcuts pointcuts;

	private final AttributeReaders readers;

	TracedOperationResolver(TracedPointcuts pointcuts, TracingReport report) {
		this.pointcuts = pointcuts;
		this.readers = new AttributeReaders(report);
	}

	/**
	 * The operation that a call of a method is, or null if it is not traced.
	 * @param method the method that runs
	 * @param target what the call reaches
	 */
	@Nullable TracedOperation resolve(Method method, TracedTarget target) {
		MergedAnnotation<Annotation> annotation = DecisiveAnnotation.find(method, target);
		if (annotation != null) {
			return DecisiveAnnotation.isTraced(annotation) ? annotated(method, target, annotation) : null;
		}
		AspectJExpressionPointcut pointcut = this.pointcuts.mayMatch(target.type())
				? this.pointcuts.find(method, target.type()) : null;
		return (pointcut != null) ? matched(method, target, pointcut) : null;
	}

	private TracedOperation annotated(Method method, TracedTarget target, MergedAnnotation<Annotation> annotation) {
		SpanDefinition definition = new SpanDefinition(name(method, target, annotation),
				annotation.getEnum("kind", SpanKind.class), annotation.getBoolean("root"), expected(annotation),
				attributes(method));
		return operation(method, target, definition, null);
	}

	private TracedOperation matched(Method method, TracedTarget target, AspectJExpressionPointcut pointcut) {
		SpanDefinition definition = new SpanDefinition(target.ownerOf(method) + "." + method.getName(),
				SpanKind.INTERNAL, false, List.of(), attributes(method));
		CallCondition condition = pointcut.isRuntime()
				? (arguments) -> pointcut.matches(method, target.type(), arguments) : null;
		return operation(method, target, definition, condition);
	}

	private TracedOperation operation(Method method, TracedTarget target, SpanDefinition definition,
			@Nullable CallCondition condition) {
		return new TracedOperation(method, definition, returnType(method, target.type()),
				this.readers.arguments(method), this.readers.result(method), condition);
	}

	private static Class<?> returnType(Method method, Class<?> owner) {
		try {
			return ResolvableType.forMethodReturnType(method, owner).toClass();
		}
		catch (RuntimeException ex) {
			// Kotlin's reflection has no class for a suspending function's Nothing
			return method.getReturnType();
		}
	}

	private static String name(Method method, TracedTarget target, MergedAnnotation<Annotation> annotation) {
		String given = annotation.getString("value");
		if (!StringUtils.hasText(given)) {
			return target.ownerOf(method) + "." + method.getName();
		}
		return (annotation.getSource() instanceof Class<?>) ? given + "." + method.getName() : given;
	}

	@SuppressWarnings("unchecked")
	private static List<Class<? extends Throwable>> expected(MergedAnnotation<Annotation> annotation) {
		List<Class<? extends Throwable>> types = new ArrayList<>();
		for (Class<?> type : annotation.getClassArray("expected")) {
			types.add((Class<? extends Throwable>) type);
		}
		return types;
	}

	private static Attributes attributes(Method method) {
		return Attributes.of(CODE_FUNCTION_NAME, method.getDeclaringClass().getName() + "." + method.getName());
	}

}
