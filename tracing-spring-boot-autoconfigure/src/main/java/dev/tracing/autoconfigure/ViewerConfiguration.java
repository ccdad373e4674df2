package dev.tracing.autoconfigure;

import dev.tracing.agent.JavaAgent;
import dev.tracing.store.TraceRecorder;
import dev.tracing.viewer.ViewedApplication;
import dev.tracing.viewer.ViewerApi;
import dev.tracing.viewer.ViewerAssets;
import dev.tracing.viewer.ViewerGate;
import io.opentelemetry.api.OpenTelemetry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * What the endpoint {@code traces} needs on either web server. No nested class, which
 * would be looked at on its own.
 */
@Configuration(proxyBeanMethods = false)
@Import(TraceRecorderConfiguration.class)
@ImportRuntimeHints(ViewerRuntimeHints.class)
class ViewerConfiguration {

	private static final String PROBABILITY = "management.tracing.sampling.probability";

	@Bean
	ViewerAssets tracingViewerAssets() {
		return new ViewerAssets();
	}

	@Bean
	ViewerGate tracingViewerGate(TracingProperties properties) {
		return new ViewerGate(properties.getViewer().getAllowedHosts());
	}

	@Bean
	ViewerApi tracingViewerApi(TraceRecorder recorder, ViewerAssets assets, Environment environment,
			ObjectProvider<OpenTelemetry> openTelemetry) {
		boolean agent = JavaAgent.isPresent() && openTelemetry.stream().anyMatch(JavaAgent::isOf);
		// Spring Boot's default, where the starter's own are not set
		double sampling = agent ? 1 : environment.getProperty(PROBABILITY, Double.class, 0.1);
		return new ViewerApi(recorder, assets,
				new ViewedApplication(environment.getProperty("spring.application.name", ""), sampling,
						recorder.limits(), agent ? JavaAgent.NAME : null));
	}

	@Bean
	ViewerStreamsLifecycle tracingViewerStreamsLifecycle(ViewerApi api) {
		return new ViewerStreamsLifecycle(api.streams());
	}

	@Bean
	@Lazy(false)
	UnprotectedViewerWarning tracingUnprotectedViewerWarning(Environment environment) {
		return new UnprotectedViewerWarning(environment);
	}

}
