package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * The traced methods of a class: those that a proxy traces, each with what is known of
 * it, and how many others the aspect traces.
 */
final class TracedMethods {

	private final TracedTarget target;

	private final Map<Method, TracedOperation> operations = new LinkedHashMap<>();

	private final int wovenCount;

	private final boolean withoutExceptions;

	TracedMethods(TracedTarget target, TracedOperationResolver resolver, TracingMode mode) {
		this.target = target;
		int woven = 0;
		boolean exceptions = false;
		for (Method method : target.methods()) {
			boolean leftToTheAspect = mode.isLeftToTheAspect(method);
			TracedOperation operation = (leftToTheAspect || isInReach(method))
					? resolver.resolve(target.asWritten(method), target) : null;
			if (operation != null && leftToTheAspect) {
				woven++;
			}
			else if (operation != null) {
				this.operations.put(method, operation);
			}
			exceptions |= isInReach(method) && !this.operations.containsKey(method);
		}
		this.wovenCount = woven;
		this.withoutExceptions = !exceptions;
	}

	TracedTarget target() {
		return this.target;
	}

	boolean isEmpty() {
		return this.operations.isEmpty();
	}

	Set<Method> all() {
		return this.operations.keySet();
	}

	/**
	 * How many methods are left to the aspect, which are not among {@link #all()}.
	 */
	int wovenCount() {
		return this.wovenCount;
	}

	/**
	 * Whether they are all methods that a proxy can intercept, those of {@link Object}
	 * aside.
	 */
	boolean areWithoutExceptions() {
		return this.withoutExceptions;
	}

	/**
	 * The operation that a call of a method is, or null if it is not traced.
	 * @param called the method called: the class's own, a superclass's or an interface's
	 */
	@Nullable TracedOperation find(Method called) {
		return this.operations.get(AopUtils.getMostSpecificMethod(called, this.target.type()));
	}

	private static boolean isInReach(Method method) {
		return (method.getModifiers() & (Modifier.STATIC | Modifier.PRIVATE | Modifier.FINAL)) == 0;
	}

}
