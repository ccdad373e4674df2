package dev.tracing.test;

import java.time.Duration;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * The beans that record, one set for each application context, so that contexts that are
 * cached side by side never see each other's spans.
 */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {

	/**
	 * Found by Spring Boot as one of the span processors.
	 */
	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SpanRecorder tracingTestSpanRecorder() {
		return new SpanRecorder();
	}

	@Bean
	static RecordedTraces tracingTestRecordedTraces(SpanRecorder recorder, Environment environment) {
		Duration timeout = environment.getProperty(RecordedTraces.TIMEOUT_PROPERTY, Duration.class,
				RecordedTraces.DEFAULT_TIMEOUT);
		return RecordedTraces.of(recorder, timeout);
	}

}
