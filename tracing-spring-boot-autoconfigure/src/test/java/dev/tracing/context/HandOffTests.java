package dev.tracing.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandOffTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context B = Contexts.numbered(2);

	private final TaskPropagation propagation = new TaskPropagation();

	@AfterEach
	void nothingIsLeft() {
		assertThat(Context.current()).isSameAs(Context.root());
		assertThat(RunningTask.current()).isNull();
	}

	@Test
	void functionSeesWhatItWasGivenAwayWithWhateverTheThreadHolds() {
		HandOff nothing = this.propagation.captureForFunction();
		HandOff given;
		try (Scope a = A.makeCurrent()) {
			given = this.propagation.captureForFunction();
		}
		try (Scope b = B.makeCurrent()) {
			try (Scope function = given.attach()) {
				assertThat(Context.current()).isSameAs(A);
				assertThat(RunningTask.current()).isNull();
			}
			assertThat(Context.current()).isSameAs(B);
			try (Scope function = nothing.attach()) {
				assertThat(Context.current()).isSameAs(Context.root());
			}
			assertThat(Context.current()).isSameAs(B);
		}
	}

	@Test
	void functionCostsNothingWhereItsContextIsCurrent() {
		try (Scope a = A.makeCurrent()) {
			assertThat(this.propagation.captureForFunction().attach()).isSameAs(Scope.noop());
		}
	}

	@Test
	void threadHoldsWhatItDidBeforeThoughTheFunctionForgetsAScope() {
		HandOff given;
		try (Scope a = A.makeCurrent()) {
			given = this.propagation.captureForFunction();
		}
		Scope function = given.attach();
		Scope forgotten = B.makeCurrent();
		function.close();
		assertThat(Context.current()).isSameAs(Context.root());
		forgotten.close();
	}

}
