package dev.tracing.soak;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.resilience.annotation.EnableResilientMethods;

/**
 * An application with a server, with nothing but the starter on the class path: no
 * configuration of tracing, except that its traces are kept for its viewer, too.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableResilientMethods
@Import({ Executors.class, Recurring.class, Runner.class, Leaf.class, AsyncLeaf.class, ReactiveLeaf.class, Remote.class,
		Orders.class, FutureConstructs.FutureLeaf.class, PlainConstructs.Recursion.class, PlainConstructs.class,
		SpringTaskConstructs.class, JdkExecutorConstructs.class, FutureConstructs.class, VirtualThreadConstructs.class,
		ReactorConstructs.class, BlockingReactorConstructs.class, Remote.Calls.class, Orders.Calls.class })
class SoakApplication {

	/**
	 * Starts an application on Tomcat, with Spring MVC.
	 */
	static ConfigurableApplicationContext onTomcat(TraceCheck traces, ThreadCheck threads, SoakOptions options) {
		return start(WebApplicationType.SERVLET, MvcConfiguration.class, traces, threads, options);
	}

	/**
	 * Starts an application on Netty, with WebFlux.
	 */
	static ConfigurableApplicationContext onNetty(TraceCheck traces, ThreadCheck threads, SoakOptions options) {
		return start(WebApplicationType.REACTIVE, WebFluxConfiguration.class, traces, threads, options);
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, Class<?> handlers, TraceCheck traces,
			ThreadCheck threads, SoakOptions options) {
		List<String> properties = new ArrayList<>(List.of("server.port=0", "server.shutdown=immediate",
				"logging.level.root=" + (options.log() ? "warn" : "off"),
				"management.endpoints.web.exposure.include=health,traces",
				"management.endpoint.traces.access=read-only", "spring.task.scheduling.pool.size=4",
				"spring.task.execution.mode=force", "spring.jmx.enabled=false", "tracing.findings.log=false",
				"tracing.viewer.memory=4MB"));
		if (options.virtualThreads()) {
			properties.add("spring.threads.virtual.enabled=true");
		}
		ApplicationContextInitializer<GenericApplicationContext> checks = (context) -> {
			context.registerBean(TraceCheck.class, () -> traces, (definition) -> definition.setDestroyMethodName(""));
			context.registerBean(ThreadCheck.class, () -> threads);
		};
		return new SpringApplicationBuilder(SoakApplication.class, handlers).web(type)
			.bannerMode(Banner.Mode.OFF)
			.initializers(checks)
			.properties(properties.toArray(String[]::new))
			.run();
	}

}
