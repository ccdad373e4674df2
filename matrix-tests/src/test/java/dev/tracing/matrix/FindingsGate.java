package dev.tracing.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.Finding;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceAnalysis;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every application of these tests is one whose traces are right: the rules warn of none
 * of them, those aside that a test provokes.
 */
final class FindingsGate {

	private FindingsGate() {
	}

	/**
	 * What a test provokes, by the ids of the rules.
	 */
	@Target({ ElementType.METHOD, ElementType.TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@interface Provokes {

		String[] value();

	}

	/**
	 * Has each application record its traces.
	 */
	static final class Factory implements ContextCustomizerFactory {

		@Override
		public ContextCustomizer createContextCustomizer(Class<?> testClass,
				List<ContextConfigurationAttributes> configAttributes) {
			return new Recording();
		}

	}

	private record Recording() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
			((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("findingsGateRecorder",
					new RootBeanDefinition(TraceRecorder.class, TraceRecorder::new));
		}

	}

	/**
	 * Looks at the traces after each test.
	 */
	static final class Listener extends AbstractTestExecutionListener {

		private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

		/**
		 * Before the traces of the test kit are read, and after the test's own methods.
		 */
		@Override
		public int getOrder() {
			return 1700;
		}

		@Override
		public void afterTestMethod(TestContext test) {
			if (!test.hasApplicationContext() || test.getTestException() != null) {
				return;
			}
			TraceRecorder recorder = test.getApplicationContext().getBeanProvider(TraceRecorder.class).getIfAvailable();
			if (recorder == null) {
				return;
			}
			recorder.flush(Duration.ofSeconds(20));
			Set<String> allowed = new TreeSet<>();
			for (Provokes provokes : Arrays.asList(test.getTestMethod().getAnnotation(Provokes.class),
					test.getTestClass().getAnnotation(Provokes.class))) {
				if (provokes != null) {
					allowed.addAll(List.of(provokes.value()));
				}
			}
			for (Trace trace : recorder.finished()) {
				if (SEEN.add(trace.id())) {
					assertThat(TraceAnalysis.of(trace).findings())
						.filteredOn((finding) -> finding.level() == Finding.Level.WARN)
						.filteredOn((finding) -> !allowed.contains(finding.rule().id()))
						.as(() -> new TraceText(TraceTextOptions.defaults()).render(trace))
						.isEmpty();
				}
			}
		}

	}

}
