package dev.tracing.aspects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ActivationTests {

	private final Activation<String> activation = new Activation<>();

	@Test
	void nothingIsActiveAtFirst() {
		assertThat(this.activation.current()).isNull();
	}

	@Test
	void lastOneCountsUntilItIsDeactivated() {
		this.activation.activate("first");
		this.activation.activate("second");
		assertThat(this.activation.current()).isEqualTo("second");
		this.activation.deactivate("second");
		assertThat(this.activation.current()).isEqualTo("first");
		this.activation.deactivate("first");
		assertThat(this.activation.current()).isNull();
	}

	@Test
	void oneThatIsActivatedAgainIsTheLast() {
		this.activation.activate("first");
		this.activation.activate("second");
		this.activation.activate("first");
		assertThat(this.activation.current()).isEqualTo("first");
		this.activation.deactivate("second");
		assertThat(this.activation.current()).isEqualTo("first");
		this.activation.deactivate("first");
		assertThat(this.activation.current()).isNull();
	}

}
