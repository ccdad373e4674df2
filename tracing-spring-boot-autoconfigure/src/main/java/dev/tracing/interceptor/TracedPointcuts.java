package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.aspectj.AspectJExpressionPointcut;
import org.springframework.beans.factory.BeanFactory;

/**
 * AspectJ pointcut expressions that stand for {@code @Traced}. An expression that does
 * not parse is reported and left out.
 */
public final class TracedPointcuts {

	// a span of what makes the spans would never end
	private static final List<String> NEVER_TRACED = List.of("dev.tracing.", "io.opentelemetry.", "io.micrometer.");

	private final String property;

	private final TracingReport report;

	private final List<AspectJExpressionPointcut> pointcuts = new ArrayList<>();

	private final Set<AspectJExpressionPointcut> matched = ConcurrentHashMap.newKeySet();

	/**
	 * Create the pointcuts.
	 * @param property the name of the property that holds the expressions, for messages
	 * @param expressions the expressions
	 * @param beanFactory knows the beans that an expression may name
	 * @param report is told of expressions that do not parse or match nothing
	 */
	public TracedPointcuts(String property, List<String> expressions, BeanFactory beanFactory, TracingReport report) {
		this.property = property;
		this.report = report;
		for (String expression : expressions) {
			AspectJExpressionPointcut pointcut = new AspectJExpressionPointcut();
			pointcut.setBeanFactory(beanFactory);
			pointcut.setExpression(expression);
			try {
				pointcut.getPointcutExpression();
				this.pointcuts.add(pointcut);
			}
			catch (RuntimeException ex) {
				report.problem(property, "the expression \"" + expression + "\" does not parse and traces nothing: "
						+ ex.getMessage() + ".", "Correct it by the syntax of AspectJ's pointcuts.");
			}
		}
	}

	/**
	 * Reports the expressions that have matched no method so far. To be called when the
	 * beans that are made at start-up have been made.
	 */
	public void reportUnmatched() {
		for (AspectJExpressionPointcut pointcut : this.pointcuts) {
			if (!this.matched.contains(pointcut)) {
				this.report.problem(this.property,
						"the expression \"" + pointcut.getExpression() + "\" matches no method of any bean.",
						"Compare it with the names of the packages, classes and methods that are meant; only beans "
								+ "can be matched.");
			}
		}
	}

	/**
	 * The pointcut that matches a method, or null if none does.
	 */
	@Nullable AspectJExpressionPointcut find(Method method, Class<?> targetClass) {
		for (AspectJExpressionPointcut pointcut : this.pointcuts) {
			if (pointcut.matches(targetClass) && pointcut.matches(method, targetClass)) {
				this.matched.add(pointcut);
				return pointcut;
			}
		}
		return null;
	}

	/**
	 * Whether any pointcut may match a method of the class.
	 */
	boolean mayMatch(Class<?> targetClass) {
		return NEVER_TRACED.stream().noneMatch(targetClass.getName()::startsWith)
				&& this.pointcuts.stream().anyMatch((pointcut) -> pointcut.matches(targetClass));
	}

}
