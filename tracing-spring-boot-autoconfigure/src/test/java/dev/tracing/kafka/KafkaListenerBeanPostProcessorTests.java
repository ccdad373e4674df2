package dev.tracing.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opentelemetry.context.propagation.TextMapPropagator;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaListenerBeanPostProcessorTests {

	private final KafkaListenerBeanPostProcessor postProcessor = new KafkaListenerBeanPostProcessor(() -> {
		throw new IllegalStateException("no batch has been received");
	}, TextMapPropagator::noop);

	private final ConsumerFactory<String, String> consumers = new DefaultKafkaConsumerFactory<>(Map.of());

	@Test
	void theApplicationsCustomizerGoesOnToWorkAndBefore() {
		ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
		factory.setConsumerFactory(this.consumers);
		List<Object> customized = new ArrayList<>();
		factory.setContainerCustomizer((container) -> {
			customized.add(container);
			container.getContainerProperties().setListenerTaskExecutor(new SimpleAsyncTaskExecutor("own-"));
		});
		assertThat(this.postProcessor.postProcessAfterInitialization(factory, "factory")).isSameAs(factory);
		ConcurrentMessageListenerContainer<String, String> container = factory.createContainer("topic");
		assertThat(customized).containsExactly(container);
		assertThat(container.getContainerProperties().getListenerTaskExecutor()).isInstanceOfSatisfying(
				PollingTaskExecutor.class,
				(executor) -> assertThat(executor.delegate()).isInstanceOfSatisfying(SimpleAsyncTaskExecutor.class,
						(own) -> assertThat(own.getThreadNamePrefix()).isEqualTo("own-")));
	}

	@Test
	void theApplicationsAdviceStaysOutsideOfOursWhichIsAddedOnce() {
		MethodInterceptor own = MethodInvocation::proceed;
		ContainerProperties properties = new ContainerProperties("topic");
		properties.setMessageListener((BatchMessageListener<String, String>) (records) -> {
		});
		properties.setObservationEnabled(true);
		properties.setAdviceChain(own);
		ConcurrentMessageListenerContainer<String, String> container = new ConcurrentMessageListenerContainer<>(
				this.consumers, properties);
		this.postProcessor.postProcessAfterInitialization(container, "container");
		this.postProcessor.postProcessAfterInitialization(container, "container");
		Advice[] chain = container.getContainerProperties().getAdviceChain();
		assertThat(chain).hasSize(2).startsWith(own);
		assertThat(chain[1]).isInstanceOf(BatchListenerInterceptor.class);
	}

	@Test
	void whereTheApplicationDoesNotWantToBeObservedNothingIsAdvised() {
		ContainerProperties properties = new ContainerProperties("topic");
		properties.setMessageListener((BatchMessageListener<String, String>) (records) -> {
		});
		ConcurrentMessageListenerContainer<String, String> container = new ConcurrentMessageListenerContainer<>(
				this.consumers, properties);
		this.postProcessor.postProcessAfterInitialization(container, "container");
		assertThat(container.getContainerProperties().getAdviceChain()).isEmpty();
	}

	@Test
	void aNativeImageKeepsTheApplicationsCustomizer() {
		RuntimeHints hints = new RuntimeHints();
		new KafkaHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(AbstractKafkaListenerContainerFactory.class, "containerCustomizer")).accepts(hints);
	}

}
