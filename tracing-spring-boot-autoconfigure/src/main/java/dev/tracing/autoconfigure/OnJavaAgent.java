package dev.tracing.autoconfigure;

import dev.tracing.agent.JavaAgent;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where the JVM was started with OpenTelemetry's Java agent.
 */
class OnJavaAgent extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(JavaAgent.NAME);
		return JavaAgent.isPresent() ? ConditionOutcome.match(message.because("it is there"))
				: ConditionOutcome.noMatch(message.because("it is not there"));
	}

}
