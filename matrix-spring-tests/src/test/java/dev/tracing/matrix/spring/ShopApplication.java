package dev.tracing.matrix.spring;

import java.util.concurrent.Callable;

import dev.tracing.Traced;
import dev.tracing.Tracing;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleKeyGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * An application in which transactions, caches and validation make a span where they are
 * at work. Security does so by itself, {@code authorize method}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@EnableCaching
@EnableMethodSecurity
@EnableResilientMethods
@Import({ Shop.class, ShopApplication.Aside.class, ShopApplication.Root.class })
class ShopApplication {

	@Bean
	KeyGenerator keys(Tracing tracing) {
		return (target, method, arguments) -> tracing.call("key",
				() -> SimpleKeyGenerator.generateKey(method.getName(), arguments));
	}

	@Bean
	TransactionExecutionListener transactions(Tracing tracing) {
		return new TransactionExecutionListener() {

			@Override
			public void beforeBegin(TransactionExecution transaction) {
				tracing.run("begin", () -> {
				});
			}

		};
	}

	@Aspect
	@Order(50)
	static class Aside {

		private final Tracing tracing;

		Aside(Tracing tracing) {
			this.tracing = tracing;
		}

		@Around("execution(void dev.tracing.matrix.spring.Shop.aspected())")
		Object around(ProceedingJoinPoint call) throws Throwable {
			this.tracing.run("aspect", () -> {
			});
			return call.proceed();
		}

	}

	static class Root {

		@Traced("root")
		public <T> T call(Callable<T> work) throws Exception {
			return work.call();
		}

	}

}
