package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.util.ReflectionUtils;

/**
 * Finds traced methods of a class whose calls cannot be seen by a proxy, and reports them
 * with the place and the fix.
 */
final class MisuseFinder {

	private final TracingReport report;

	private final TracingMode mode;

	MisuseFinder(TracingReport report, TracingMode mode) {
		this.report = report;
		this.mode = mode;
	}

	/**
	 * Reports what is annotated but out of a proxy's reach.
	 * @param target the class
	 */
	void reportUnreachable(TracedTarget target) {
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(target.type(),
				ReflectionUtils.USER_DECLARED_METHODS)) {
			int modifiers = method.getModifiers();
			if (isAnnotated(method) && !this.mode.isLeftToTheAspect(method)) {
				if (Modifier.isStatic(modifiers)) {
					report(method, "static", "Make it an instance method of a bean");
				}
				else if (Modifier.isPrivate(modifiers)) {
					report(method, "private", "Move it to another bean, where it need not be private");
				}
				else if (Modifier.isFinal(modifiers)) {
					report(method, "final", "Remove final");
				}
			}
		}
	}

	/**
	 * Reports methods that only a proxy could trace, where there are to be none.
	 * @param traced the methods
	 */
	void reportNotWoven(Set<Method> traced) {
		for (Method method : traced) {
			this.report.problem(Places.of(method),
					"it is not woven, and with tracing.mode=aspectj no proxy makes its spans.",
					"Weave the aspects of tracing-aspects into its class, or set tracing.mode=auto.");
		}
	}

	/**
	 * Reports calls of traced methods by other methods of the same class.
	 * @param target the class
	 * @param traced the traced methods of the class
	 */
	void reportSelfInvocations(TracedTarget target, Set<Method> traced) {
		Set<String> signatures = traced.stream().map(SelfInvocations::signature).collect(Collectors.toSet());
		SelfInvocations.in(target.type(), signatures)
			.forEach((caller, called) -> this.report.problem(target.type().getName() + "." + caller + "()",
					"it calls " + String.join("(), ", called)
							+ "() of its own object, past the proxy; such a call makes no span.",
					"Move the method called to another bean, weave the class with tracing-aspects, or use Tracing by hand."));
	}

	private void report(Method method, String modifier, String fix) {
		this.report.problem(Places.of(method),
				"@Traced on a " + modifier + " method has no effect, since no proxy sees the call.",
				fix + ", weave the class with tracing-aspects, or use Tracing by hand.");
	}

	private static boolean isAnnotated(Method method) {
		return DecisiveAnnotation.candidates(method).findFirst().filter(DecisiveAnnotation::isTraced).isPresent();
	}

}
