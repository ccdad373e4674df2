package dev.tracing.aspects;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import dev.tracing.interceptor.WovenCalls;
import org.aopalliance.intercept.MethodInvocation;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a woven method, in the form in which proxies know a call.
 */
final class WovenInvocation implements MethodInvocation {

	private final JoinPoint execution;

	private final Body body;

	WovenInvocation(JoinPoint execution, Body body) {
		this.execution = execution;
		this.body = body;
	}

	/**
	 * Has the call made by those who make spans of calls.
	 * @return what the method returned, or, for a publisher, one of the same kind
	 */
	@Nullable Object callBy(WovenCalls calls) {
		try {
			Object target = getThis();
			return calls.call(this, (target != null) ? target.getClass() : getMethod().getDeclaringClass());
		}
		catch (Throwable ex) {
			throw WovenInvocation.<RuntimeException>asItIs(ex);
		}
	}

	@Override
	public Method getMethod() {
		return ((MethodSignature) this.execution.getSignature()).getMethod();
	}

	@Override
	public @Nullable Object[] getArguments() {
		return this.execution.getArgs();
	}

	@Override
	public @Nullable Object proceed() {
		return this.body.run();
	}

	@Override
	public @Nullable Object getThis() {
		return this.execution.getThis();
	}

	@Override
	public AccessibleObject getStaticPart() {
		return getMethod();
	}

	/**
	 * Throws what the method threw, which may be a checked exception that only the method
	 * declares.
	 */
	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E asItIs(Throwable failure) throws E {
		throw (E) failure;
	}

	/**
	 * The body of the method.
	 */
	interface Body {

		/**
		 * Runs the body. May throw whatever the method declares.
		 * @return what the method returns
		 */
		@Nullable Object run();

	}

}
