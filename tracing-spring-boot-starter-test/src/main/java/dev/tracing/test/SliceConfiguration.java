package dev.tracing.test;

import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Adds tracing to a context that is a slice of an application, and has only the
 * auto-configuration that the slice names.
 */
@Configuration(proxyBeanMethods = false)
@Import(SliceConfiguration.TracingSelector.class)
class SliceConfiguration {

	/**
	 * Selects the auto-configurations on the class path that make spans: Spring Boot's of
	 * OpenTelemetry and of observations, whatever they observe, and ours. Each backs off
	 * by its own conditions where the slice lacks what it is for.
	 */
	static class TracingSelector extends AutoConfigurationImportSelector {

		private static final Set<String> OF_SPRING_BOOT = Set.of(
				"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
				"org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
				"org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration");

		@Override
		protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
				@Nullable AnnotationAttributes attributes) {
			return StreamSupport
				.stream(ImportCandidates.load(AutoConfiguration.class, getBeanClassLoader()).spliterator(), false)
				.filter((name) -> isOurs(name) || OF_SPRING_BOOT.contains(name)
						|| name.endsWith("ObservationAutoConfiguration"))
				.toList();
		}

		/**
		 * Ours are all but what shows traces to people.
		 */
		private static boolean isOurs(String name) {
			return name.startsWith("dev.tracing.autoconfigure.") && !name.contains("Console")
					&& !name.contains("Viewer");
		}

		@Override
		protected @Nullable AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
			return null;
		}

		@Override
		protected Set<String> getExclusions(AnnotationMetadata metadata, @Nullable AnnotationAttributes attributes) {
			return Set.of();
		}

	}

}
