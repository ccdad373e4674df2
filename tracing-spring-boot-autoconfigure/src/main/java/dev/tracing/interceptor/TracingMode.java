package dev.tracing.interceptor;

import java.lang.reflect.Method;

import org.springframework.core.KotlinDetector;

/**
 * Who makes the spans of annotated methods.
 *
 * @since 0.1.0
 */
public enum TracingMode {

	/**
	 * The aspect, for the methods that it is woven into; proxies of beans for all others.
	 */
	AUTO,

	/**
	 * Proxies only. An aspect that is woven in does nothing.
	 */
	PROXY,

	/**
	 * The aspect only. A method that it is not woven into is not traced, and reported.
	 */
	ASPECTJ;

	/**
	 * Whether the aspect makes the spans of a method. It cannot tell a call of a method
	 * that suspends from its going on.
	 */
	boolean isLeftToTheAspect(Method method) {
		return this != PROXY && method.isAnnotationPresent(Woven.class) && !KotlinDetector.isSuspendingFunction(method);
	}

}
