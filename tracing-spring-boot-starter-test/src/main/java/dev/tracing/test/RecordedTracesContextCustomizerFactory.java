package dev.tracing.test;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
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
 * Makes the application contexts of Spring's tests record every span.
 */
class RecordedTracesContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		OverrideAutoConfiguration override = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				OverrideAutoConfiguration.class);
		return new RecordingContextCustomizer(override != null && !override.enabled());
	}

	/**
	 * Part of the key by which application contexts are cached.
	 *
	 * @param slice whether the context is a slice of an application, which has only the
	 * auto-configuration that is named
	 */
	private record RecordingContextCustomizer(boolean slice) implements ContextCustomizer {

		private static final Map<String, Object> PROPERTIES = Map.of("management.tracing.sampling.probability", "1.0");

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			ConfigurableEnvironment environment = context.getEnvironment();
			if (environment.getProperty("tracing.test.enabled", Boolean.class, true)
					&& context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
				sampleEverything(environment.getPropertySources());
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
		private static void sampleEverything(MutablePropertySources sources) {
			MapPropertySource source = new MapPropertySource("tracingTest", PROPERTIES);
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
