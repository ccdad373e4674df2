package dev.tracing.rabbit;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.listener.adapter.ReplyPostProcessor;
import org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerEndpoint;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.adapter.AbstractAdaptableMessageListener;
import org.springframework.amqp.rabbit.listener.adapter.MessageListenerAdapter;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

class RabbitListenerBeanPostProcessorTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String SENDER = "00-" + TRACE + "-00f067aa0ba902b7-01";

	private final RabbitListenerBeanPostProcessor postProcessor = new RabbitListenerBeanPostProcessor(
			W3CTraceContextPropagator::getInstance);

	@Test
	void whatTheApplicationDoesToContainersAndRepliesGoesOnToBeDone() {
		SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
		List<Object> customized = new ArrayList<>();
		factory.setContainerCustomizer(customized::add);
		factory.setReplyPostProcessorProvider((id) -> (request, response) -> {
			response.getMessageProperties().setHeader("own", "done");
			return response;
		});
		this.postProcessor.postProcessAfterInitialization(factory, "factory");
		SimpleRabbitListenerEndpoint endpoint = new SimpleRabbitListenerEndpoint();
		endpoint.setMessageListener(new MessageListenerAdapter());
		SimpleMessageListenerContainer container = factory.createListenerContainer(endpoint);
		assertThat(customized).containsExactly(container);
		ReplyInTrace replies = repliesOf(container);
		this.postProcessor.postProcessAfterInitialization(container, "container");
		assertThat(repliesOf(container)).isSameAs(replies);
		Message reply = replies.apply(message(SENDER), message(null));
		assertThat(reply.getMessageProperties().getHeaders()).containsEntry("own", "done")
			.containsEntry("traceparent", SENDER);
	}

	@Test
	void aReplyHasTheContextOfTheThreadThatSendsItIfThatIsInTheSameTrace() {
		assertThat(replyWithin(TRACE, message(SENDER))).isEqualTo("00-" + TRACE + "-b7ad6b7169203331-01");
	}

	@Test
	void aReplyThatAnotherRequestHappensToSendIsNotInThatOnesTrace() {
		assertThat(replyWithin(OTHER_TRACE, message(SENDER))).isEqualTo(SENDER);
		assertThat(replyWithin(OTHER_TRACE, message(null))).isNull();
	}

	@Test
	void aNativeImageKeepsWhatTheApplicationDoes() {
		RuntimeHints hints = new RuntimeHints();
		new RabbitHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(AbstractRabbitListenerContainerFactory.class, "containerCustomizer")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(AbstractAdaptableMessageListener.class, "replyPostProcessor")).accepts(hints);
	}

	private static String replyWithin(String traceId, Message request) {
		SpanContext current = SpanContext.create(traceId, "b7ad6b7169203331", TraceFlags.getSampled(),
				TraceState.getDefault());
		ReplyPostProcessor replies = new ReplyInTrace(null, W3CTraceContextPropagator::getInstance);
		try (Scope scope = Context.root().with(Span.wrap(current)).makeCurrent()) {
			return replies.apply(request, message(null)).getMessageProperties().getHeader("traceparent");
		}
	}

	private static Message message(String traceparent) {
		MessageProperties properties = new MessageProperties();
		if (traceparent != null) {
			properties.setHeader("traceparent", traceparent);
		}
		return new Message(new byte[0], properties);
	}

	private static ReplyInTrace repliesOf(SimpleMessageListenerContainer container) {
		Field field = RabbitListenerBeanPostProcessor.replyPostProcessorField();
		assertThat(field).isNotNull();
		ReflectionUtils.makeAccessible(field);
		return (ReplyInTrace) ReflectionUtils.getField(field, container.getMessageListener());
	}

}
