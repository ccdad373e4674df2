package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

import dev.tracing.lifecycle.SpanRunner;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.resilience.retry.AbstractRetryInterceptor;

/**
 * The advisor of one class: its pointcut are the traced methods, its advice makes the
 * spans.
 */
final class TracedAdvisor extends StaticMethodMatcherPointcutAdvisor {

	private final transient TracedMethods methods;

	/**
	 * Create an advisor.
	 * @param methods the traced methods
	 * @param runner gives the runner of the spans
	 * @param order where it goes among the advice of others
	 */
	TracedAdvisor(TracedMethods methods, Supplier<@Nullable SpanRunner> runner, int order) {
		super(new TracedMethodInterceptor(methods::find, runner));
		this.methods = methods;
		setOrder(order);
		setClassFilter((type) -> true);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return this.methods.find(method) != null;
	}

	/**
	 * The advisor for a proxy of its own. Where all methods are traced there is nothing
	 * to match: the proxy then has the same interceptors for each, and need not look them
	 * up by the method at each call.
	 */
	Advisor alone() {
		return this.methods.areWithoutExceptions() ? new OfAllMethods(getAdvice(), getOrder()) : this;
	}

	Class<?> type() {
		return this.methods.target().type();
	}

	int methodCount() {
		return this.methods.all().size();
	}

	/**
	 * Adds the advisor to a proxy: inside the advice that moves the call to another
	 * thread or repeats it, so that the span lies where the work is and each attempt has
	 * its own; inside the advice with the same or a lower order; outside all other
	 * advice, so that the span covers it.
	 */
	void addTo(Advised proxy) {
		int index = 0;
		Advisor[] advisors = proxy.getAdvisors();
		for (int i = 0; i < advisors.length; i++) {
			Advice advice = advisors[i].getAdvice();
			if (advice instanceof TracedMethodInterceptor) {
				return;
			}
			if (movesOrRepeats(advice) || orderOf(advisors[i]) <= getOrder()) {
				index = i + 1;
			}
		}
		proxy.addAdvisor(index, this);
	}

	private static boolean movesOrRepeats(Advice advice) {
		return advice instanceof AsyncExecutionInterceptor || advice instanceof AsyncHandOff.Restore
				|| advice instanceof AbstractRetryInterceptor;
	}

	private static int orderOf(Advisor advisor) {
		return (advisor instanceof Ordered ordered) ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE;
	}

	/**
	 * What keeps a class without a proxy from getting one, or null if nothing does. A
	 * final method of a class proxy would run on the proxy, whose fields are empty.
	 */
	@Nullable Obstacle obstacle() {
		if (java.lang.reflect.Proxy.isProxyClass(type()) || type().isHidden()) {
			return null;
		}
		if (Modifier.isFinal(type().getModifiers())) {
			return new Obstacle("the class is final and cannot have a proxy", "Remove final");
		}
		for (Class<?> type = type(); type != null && type != Object.class; type = type.getSuperclass()) {
			for (Method method : type.getDeclaredMethods()) {
				Obstacle obstacle = obstacle(method);
				if (obstacle != null) {
					return obstacle;
				}
			}
		}
		return null;
	}

	private static @Nullable Obstacle obstacle(Method method) {
		int modifiers = method.getModifiers();
		if (Modifier.isFinal(modifiers)
				&& (modifiers & (Modifier.STATIC | Modifier.PRIVATE | Modifier.PROTECTED)) == 0) {
			String place = method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()";
			return new Obstacle("its method " + place + " is final and would run on the proxy instead of the bean",
					TracedTarget.isUserCode(method.getDeclaringClass()) ? "Remove final"
							: "Move what is to be traced to another bean");
		}
		if (KotlinDetector.isSuspendingFunction(method) && !hasResultType(method)) {
			return new Obstacle("its function " + method.getName() + "() suspends and returns Nothing,"
					+ " which Spring cannot call through a proxy", "Declare that it returns Unit");
		}
		return null;
	}

	/**
	 * Whether Spring finds the type that a suspending function returns in Kotlin, as it
	 * must at each call.
	 */
	private static boolean hasResultType(Method method) {
		try {
			new MethodParameter(method, -1).getParameterType();
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private record OfAllMethods(Advice getAdvice, int getOrder) implements Advisor, Ordered {
	}

	/**
	 * What is in a proxy's way.
	 *
	 * @param description what it is, as the beginning of a sentence
	 * @param fix what to do about it, as the beginning of a sentence
	 */
	record Obstacle(String description, String fix) {
	}

}
