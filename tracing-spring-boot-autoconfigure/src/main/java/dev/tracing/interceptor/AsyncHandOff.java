package dev.tracing.interceptor;

import dev.tracing.context.HandOff;
import dev.tracing.context.TaskPropagation;
import io.opentelemetry.context.Scope;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * Hands the context over from the caller of an {@code @Async} method to the thread that
 * runs it, whatever executor brings it there. The same invocation goes on there, and
 * takes the hand-off with it.
 */
final class AsyncHandOff {

	private static final String ATTRIBUTE = AsyncHandOff.class.getName();

	private AsyncHandOff() {
	}

	/**
	 * Goes before the advice that changes the thread.
	 */
	record Capture(TaskPropagation propagation) implements MethodInterceptor {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			if (invocation instanceof ProxyMethodInvocation carrier) {
				carrier.setUserAttribute(ATTRIBUTE, this.propagation.capture());
			}
			return invocation.proceed();
		}

	}

	/**
	 * Goes after the advice that changes the thread.
	 */
	record Restore() implements MethodInterceptor {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			if (invocation instanceof ProxyMethodInvocation carrier
					&& carrier.getUserAttribute(ATTRIBUTE) instanceof HandOff handOff) {
				try (Scope scope = handOff.open()) {
					return invocation.proceed();
				}
			}
			return invocation.proceed();
		}

	}

}
