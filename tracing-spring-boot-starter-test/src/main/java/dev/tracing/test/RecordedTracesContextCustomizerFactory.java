package dev.tracing.test;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.micrometer.tracing.test.autoconfigure.AutoConfigureTracing;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Makes the application contexts of Spring's tests record every span, and export none.
 *
 * <p>
 * Spring Boot's own customizer switches off the export of tests by a property that also
 * switches off the propagation by headers, so that each call over the network would begin
 * another trace. This one comes before it and switches off the exporters only, unless the
 * test says itself what is to be exported.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class RecordedTracesContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		OverrideAutoConfiguration override = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				OverrideAutoConfiguration.class);
		boolean annotated = TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureTracing.class);
		return new RecordingContextCustomizer(override != null && !override.enabled(), annotated);
	}

	/**
	 * Part of the key by which application contexts are cached.
	 *
	 * @param slice whether the context is a slice of an application, which has only the
	 * auto-configuration that is named
	 * @param exportDecided whether the test class is annotated with what is to be
	 * exported
	 */
	private record RecordingContextCustomizer(boolean slice, boolean exportDecided) implements ContextCustomizer {

		private static final String EXPORT_PROPERTY = "spring.test.tracing.export";

		private static final Map<String, Object> SAMPLE_EVERYTHING = Map.of("management.tracing.sampling.probability",
				"1.0");

		private static final Map<String, Object> EXPORT_NOTHING = Map.of(EXPORT_PROPERTY, "true",
				"management.tracing.export.otlp.enabled", "false", "management.tracing.export.zipkin.enabled", "false");

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			ConfigurableEnvironment environment = context.getEnvironment();
			if (environment.getProperty("tracing.test.enabled", Boolean.class, true)
					&& context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
				set("tracingTest", SAMPLE_EVERYTHING, environment.getPropertySources());
				if (!this.exportDecided && !environment.containsProperty(EXPORT_PROPERTY)) {
					set("tracingTestExport", EXPORT_NOTHING, environment.getPropertySources());
				}
				AnnotatedBeanDefinitionReader reader = new AnnotatedBeanDefinitionReader(registry, environment);
				reader.register(RecordingConfiguration.class);
				if (this.slice) {
					reader.register(SliceConfiguration.class);
				}
			}
		}

		/**
		 * Stronger than what the application says, weaker than what the test itself says.
		 */
		private static void set(String name, Map<String, Object> properties, MutablePropertySources sources) {
			MapPropertySource source = new MapPropertySource(name, properties);
			String inlined = TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;
			if (sources.contains(inlined)) {
				sources.addAfter(inlined, source);
			}
			else {
				sources.addFirst(source);
			}
		}

	}

}
