package dev.tracing.gate;

import java.util.List;

import io.opentelemetry.sdk.trace.SpanProcessor;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Has each application record its traces.
 */
final class GateContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return new Recording();
	}

	private record Recording() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
			BeanDefinitionRegistry beans = (BeanDefinitionRegistry) context.getBeanFactory();
			beans.registerBeanDefinition("findingsGateRecording",
					new RootBeanDefinition(GateRecording.class, GateRecording::new));
			beans.registerBeanDefinition("findingsGateProcessor", new RootBeanDefinition(SpanProcessor.class,
					() -> context.getBean(GateRecording.class).processor()));
		}

	}

}
