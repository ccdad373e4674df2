package dev.tracing.soak;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the application on Tomcat has besides. Its asynchronous handlers run on an
 * executor of their own.
 */
@Configuration(proxyBeanMethods = false)
@Import({ MvcHandlers.class, MvcHandlers.Sender.class, ThreadCheck.OfTomcat.class })
class MvcConfiguration implements WebMvcConfigurer {

	private final ThreadPoolTaskExecutor handlers;

	MvcConfiguration(ThreadPoolTaskExecutor handlers) {
		this.handlers = handlers;
	}

	@Override
	public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
		configurer.setTaskExecutor(this.handlers);
	}

}
