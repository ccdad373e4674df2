package dev.tracing.interceptor;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

import dev.tracing.Traced;
import dev.tracing.Untraced;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the annotation that decides whether a method is traced: the nearest
 * {@code @Traced} or {@code @Untraced}, on the method or those it overrides first, then
 * on the class, its superclasses and interfaces.
 */
final class DecisiveAnnotation {

	private static final Comparator<MergedAnnotation<Annotation>> NEAREST_FIRST = Comparator
		.<MergedAnnotation<Annotation>>comparingInt(MergedAnnotation::getAggregateIndex)
		.thenComparing(DecisiveAnnotation::isTraced)
		.thenComparingInt(MergedAnnotation::getDistance);

	private DecisiveAnnotation() {
	}

	/**
	 * The annotation that decides on a method, or null if there is none.
	 * @param method the method that runs
	 * @param target the class and interfaces of the object that is called
	 */
	static @Nullable MergedAnnotation<Annotation> find(Method method, TracedTarget target) {
		MergedAnnotation<Annotation> own = candidates(method).findFirst().orElse(null);
		if (own != null || !Modifier.isPublic(method.getModifiers()) || ReflectionUtils.isObjectMethod(method)) {
			return own;
		}
		return Stream.concat(Stream.of(target.type()), target.interfaces().stream())
			.flatMap((type) -> candidates(MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)))
			.filter((annotation) -> reaches(annotation, method, target.type()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The annotations of the method itself and of those it overrides.
	 */
	static Stream<MergedAnnotation<Annotation>> candidates(Method method) {
		return candidates(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY));
	}

	static boolean isTraced(MergedAnnotation<Annotation> annotation) {
		return annotation.getType().equals(Traced.class);
	}

	private static Stream<MergedAnnotation<Annotation>> candidates(MergedAnnotations annotations) {
		return annotations.stream()
			.filter((annotation) -> isTraced(annotation) || annotation.getType().equals(Untraced.class))
			.sorted(NEAREST_FIRST);
	}

	/**
	 * Whether an annotation of a type is meant for the method: a class's is for all
	 * methods, an interface's for the methods of the interface.
	 */
	private static boolean reaches(MergedAnnotation<Annotation> annotation, Method method, Class<?> targetClass) {
		if (!(annotation.getSource() instanceof Class<?> source) || !source.isInterface()) {
			return true;
		}
		return method.getDeclaringClass().isAssignableFrom(source) || Arrays.stream(source.getMethods())
			.anyMatch((declared) -> AopUtils.getMostSpecificMethod(declared, targetClass).equals(method));
	}

}
