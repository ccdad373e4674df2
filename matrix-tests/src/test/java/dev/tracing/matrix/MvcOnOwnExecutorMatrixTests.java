package dev.tracing.matrix;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The same where the application has an executor of its own. Spring Boot makes none then,
 * and Spring MVC runs callables on one that is no bean.
 */
@Import(MvcOnOwnExecutorMatrixTests.OwnExecutor.class)
class MvcOnOwnExecutorMatrixTests extends MvcMatrixTests {

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutor {

		@Bean
		ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(5);
			return pool;
		}

	}

}
