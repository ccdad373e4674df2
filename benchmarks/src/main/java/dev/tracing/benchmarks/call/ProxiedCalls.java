package dev.tracing.benchmarks.call;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The request without spans, root and leaf behind proxies whose interceptor only
 * proceeds.
 */
@Configuration(proxyBeanMethods = false)
public class ProxiedCalls {

	@Bean
	Leaf leaf() {
		return proxied(new Leaf());
	}

	@Bean
	Request root(Leaf leaf) {
		return proxied(new Root(leaf));
	}

	@SuppressWarnings("unchecked")
	private static <T> T proxied(T target) {
		ProxyFactory factory = new ProxyFactory(target);
		factory.setProxyTargetClass(true);
		factory.addAdvice(new Proceeding());
		return (T) factory.getProxy();
	}

	static class Root implements Request {

		private final Leaf leaf;

		Root(Leaf leaf) {
			this.leaf = leaf;
		}

		@Override
		public long handle(long seed) {
			long result = seed;
			for (int i = 0; i < LEAVES; i++) {
				result = this.leaf.work(result);
			}
			return result;
		}

	}

	static class Leaf {

		public long work(long value) {
			return value + 1;
		}

	}

	private static final class Proceeding implements MethodInterceptor {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			return invocation.proceed();
		}

	}

}
