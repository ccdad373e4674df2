package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.tracing.lifecycle.SpanRunner;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;

/**
 * Makes spans of calls that an aspect sees, by the rules by which proxies make them. Safe
 * for use by many threads.
 *
 * @since 0.1.0
 */
public final class WovenCalls {

	private final TracedOperationResolver resolver;

	private final Supplier<@Nullable SpanRunner> runner;

	private final Predicate<Class<?>> advised;

	private final ConcurrentMap<Class<?>, TracedMethodInterceptor> interceptors = new ConcurrentHashMap<>();

	/**
	 * Create an entry for calls. Made by {@link TracedBeanPostProcessor#wovenCalls()}.
	 * @param resolver resolves the methods at their first calls
	 * @param runner gives the runner of the spans
	 * @param advised tells the classes of which there are beans with a proxy of ours
	 */
	WovenCalls(TracedOperationResolver resolver, Supplier<@Nullable SpanRunner> runner, Predicate<Class<?>> advised) {
		this.resolver = resolver;
		this.runner = runner;
		this.advised = advised;
	}

	/**
	 * Makes a call, as a span if it is a traced one. Called by the aspect, on the
	 * caller's thread.
	 * @param invocation the call; its method is the one that runs
	 * @param type the class of the object that is called; of a static method, the one
	 * that declares it
	 * @return what the call returned, or, for a publisher, one of the same kind
	 * @throws Throwable what the call threw, the very same object
	 */
	public @Nullable Object call(MethodInvocation invocation, Class<?> type) throws Throwable {
		TracedMethodInterceptor interceptor = this.interceptors.get(type);
		if (interceptor == null) {
			interceptor = this.interceptors.computeIfAbsent(type, this::interceptor);
		}
		return interceptor.invoke(invocation);
	}

	private TracedMethodInterceptor interceptor(Class<?> type) {
		TracedTarget target = TracedTarget.ofClass(type);
		return new TracedMethodInterceptor(
				(method) -> isNoCall(method, target) ? null : this.resolver.resolve(method, target), this.runner);
	}

	/**
	 * Whether not each time that the method runs is a call that somebody made. One that
	 * suspends is entered again whenever it goes on; its calls are left to proxies.
	 */
	private boolean isNoCall(Method method, TracedTarget target) {
		return KotlinDetector.isSuspendingFunction(method) || isSuperCall(method, target);
	}

	/**
	 * Whether the method has been called by one that overrides it and is traced itself,
	 * which is one call to whoever made it.
	 */
	private boolean isSuperCall(Method method, TracedTarget target) {
		Method overriding = AopUtils.getMostSpecificMethod(method, target.type());
		return !overriding.equals(method)
				&& (overriding.isAnnotationPresent(Woven.class) || this.advised.test(target.type()));
	}

}
