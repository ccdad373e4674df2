package dev.tracing.agent;

import java.util.Set;

import io.micrometer.observation.Observation;

/**
 * The observations of frameworks for which the agent makes spans. They are known by the
 * names of their contexts, of which most are not on the class path; an observation that
 * an application makes itself is never among them.
 */
enum AgentObservations {

	/**
	 * What comes in. The agent's span is current when the observation starts.
	 */
	RECEIVED(Set.of("org.springframework.http.server.observation.ServerRequestObservationContext",
			"org.springframework.http.server.reactive.observation.ServerRequestObservationContext",
			"org.springframework.kafka.support.micrometer.KafkaRecordReceiverContext",
			"org.springframework.amqp.rabbit.support.micrometer.RabbitMessageReceiverContext",
			"org.springframework.scheduling.support.ScheduledTaskObservationContext",
			"io.micrometer.jakarta9.instrument.jms.JmsProcessObservationContext")),

	/**
	 * What goes out. The agent makes its span further in, and later.
	 */
	SENT(Set.of("org.springframework.http.client.observation.ClientRequestObservationContext",
			"org.springframework.web.reactive.function.client.ClientRequestObservationContext",
			"org.springframework.kafka.support.micrometer.KafkaRecordSenderContext",
			"org.springframework.amqp.rabbit.support.micrometer.RabbitMessageSenderContext",
			"io.lettuce.core.tracing.LettuceObservationContext", "io.r2dbc.proxy.observation.QueryContext",
			"org.springframework.data.mongodb.observability.MongoHandlerContext",
			"io.micrometer.jakarta9.instrument.jms.JmsPublishObservationContext"));

	private final Set<String> contexts;

	AgentObservations(Set<String> contexts) {
		this.contexts = contexts;
	}

	boolean contain(Observation.Context context) {
		for (Class<?> type = context.getClass(); type != Observation.Context.class; type = type.getSuperclass()) {
			if (this.contexts.contains(type.getName())) {
				return true;
			}
		}
		return false;
	}

}
