package dev.tracing.autoconfigure;

import dev.tracing.store.TraceLimits;
import dev.tracing.store.TraceRecorder;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The recorder that the viewer shows, unless the application has one.
 */
@Configuration(proxyBeanMethods = false)
class TraceRecorderConfiguration {

	@Bean
	@ConditionalOnMissingBean
	static TraceRecorder tracingRecorder(TracingProperties properties) {
		TracingProperties.Viewer viewer = properties.getViewer();
		TraceLimits defaults = TraceLimits.defaults();
		return new TraceRecorder(defaults.withTraces(viewer.getTraces(), defaults.errorTraces(), defaults.slowTraces())
			.withBytes(viewer.getMemory().toBytes()), viewer.getMasking());
	}

}
