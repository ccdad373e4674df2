package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * The traced methods of a class, each with what is known of it.
 */
final class TracedMethods {

	private final TracedTarget target;

	private final Map<Method, TracedOperation> operations = new LinkedHashMap<>();

	TracedMethods(TracedTarget target, TracedOperationResolver resolver) {
		this.target = target;
		for (Method method : target.methods()) {
			TracedOperation operation = resolver.resolve(method, target);
			if (operation != null) {
				this.operations.put(method, operation);
			}
		}
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
	 * The operation that a call of a method is, or null if it is not traced.
	 * @param called the method called: the class's own, a superclass's or an interface's
	 */
	@Nullable TracedOperation find(Method called) {
		return this.operations.get(AopUtils.getMostSpecificMethod(called, this.target.type()));
	}

}
