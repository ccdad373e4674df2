package dev.tracing.agent;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where there is no agent. With it: the module {@code agent-tests}.
 */
class JavaAgentTests {

	@Test
	void noneIsFoundWhereThereIsNone() {
		assertThat(JavaAgent.openTelemetry()).isNull();
		assertThat(JavaAgent.isPresent()).isFalse();
	}

	@Test
	void poolsCarryNothingByThemselves() {
		assertThat(JavaAgent.carriesTasks()).isFalse();
	}

}
