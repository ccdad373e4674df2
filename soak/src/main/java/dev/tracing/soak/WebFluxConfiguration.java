package dev.tracing.soak;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * What the application on Netty has besides. Its handlers that block run on an executor
 * of their own.
 */
@Configuration(proxyBeanMethods = false)
@Import({ WebFluxHandlers.class, ThreadCheck.OfNetty.class })
class WebFluxConfiguration implements WebFluxConfigurer {

	private final ThreadPoolTaskExecutor handlers;

	WebFluxConfiguration(ThreadPoolTaskExecutor handlers) {
		this.handlers = handlers;
	}

	@Override
	public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
		configurer.setExecutor(this.handlers);
	}

}
