package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tracing.lifecycle.MethodCall;
import dev.tracing.lifecycle.SpanPlan;
import dev.tracing.lifecycle.SpanRunner;
import io.opentelemetry.api.trace.Span;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * Makes a span of each call of the traced methods of one class.
 */
final class TracedMethodInterceptor implements MethodInterceptor {

	private static final int MAX_FIRST = 8;

	private final Function<Method, @Nullable TracedOperation> operations;

	private final Supplier<@Nullable SpanRunner> runners;

	private final ConcurrentMap<Method, Optional<Planned>> planned = new ConcurrentHashMap<>();

	/**
	 * The first of them, since comparing a few costs less than a look-up in a map. Of two
	 * that are added at once one may be missing, which is found in the map.
	 */
	private volatile Planned[] first = {};

	private volatile @Nullable SpanRunner runner;

	/**
	 * Create an interceptor.
	 * @param operations gives the operation that a call of a method is, or null if it is
	 * not traced; asked once for each method
	 * @param runners gives the runner, or null as long as the beans that it is made of
	 * are being made themselves; calls made meanwhile are not traced
	 */
	TracedMethodInterceptor(Function<Method, @Nullable TracedOperation> operations,
			Supplier<@Nullable SpanRunner> runners) {
		this.operations = operations;
		this.runners = runners;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		SpanRunner spans = runner();
		Planned call = (spans != null) ? plan(invocation.getMethod(), spans) : null;
		if (spans == null || call == null || !call.operation().appliesTo(invocation.getArguments())) {
			return invocation.proceed();
		}
		return spans.invoke(call.plan(), new InvocationCall(call.operation(), invocation));
	}

	private @Nullable SpanRunner runner() {
		SpanRunner spans = this.runner;
		if (spans == null) {
			spans = this.runners.get();
			this.runner = spans;
		}
		return spans;
	}

	private @Nullable Planned plan(Method method, SpanRunner spans) {
		for (Planned candidate : this.first) {
			if (candidate.method() == method) {
				return candidate;
			}
		}
		Optional<Planned> known = this.planned.get(method);
		if (known == null) {
			known = Optional.ofNullable(this.operations.apply(method))
				.map((operation) -> new Planned(method, operation,
						spans.plan(operation.definition(), operation.returnType(), operation.method())));
			if (this.planned.put(method, known) == null) {
				known.ifPresent(this::addToFirst);
			}
		}
		return known.orElse(null);
	}

	private void addToFirst(Planned call) {
		Planned[] known = this.first;
		if (known.length < MAX_FIRST) {
			Planned[] more = Arrays.copyOf(known, known.length + 1);
			more[known.length] = call;
			this.first = more;
		}
	}

	/**
	 * What is known of a method, as the caller of the proxy names it.
	 */
	private record Planned(Method method, TracedOperation operation, SpanPlan plan) {
	}

	private record InvocationCall(TracedOperation operation, MethodInvocation invocation) implements MethodCall {

		@Override
		public @Nullable Object proceed() throws Throwable {
			return this.invocation.proceed();
		}

		@Override
		public @Nullable Object[] arguments() {
			return this.invocation.getArguments();
		}

		@Override
		public @Nullable Object proceed(@Nullable Object[] arguments) throws Throwable {
			// only calls that pass through a proxy are told by an argument where to go on
			((ProxyMethodInvocation) this.invocation).setArguments(arguments);
			return this.invocation.proceed();
		}

		@Override
		public void describeArguments(Span span) {
			this.operation.describeArguments(span, this.invocation.getArguments());
		}

		@Override
		public void describeResult(Span span, @Nullable Object result) {
			this.operation.describeResult(span, result);
		}

	}

}
