package dev.tracing.interceptor;

import java.lang.reflect.Method;

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
	 * Whether the aspect makes the spans of a method.
	 */
	boolean isLeftToTheAspect(Method method) {
		return this != PROXY && method.isAnnotationPresent(Woven.class);
	}

}
