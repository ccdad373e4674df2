package dev.tracing.context;

import java.util.ArrayList;
import java.util.List;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContextChanges}.
 */
class ContextChangesTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context B = Contexts.numbered(2);

	private final List<Context> told = new ArrayList<>();

	private final Thread thread = Thread.currentThread();

	private final ContextChanges.Listener listener = (context) -> {
		if (Thread.currentThread() == this.thread) {
			this.told.add(context);
		}
	};

	private final SpanMdcListener ids = new SpanMdcListener();

	@BeforeEach
	void listen() {
		ContextChanges.addListener(this.listener);
		ContextChanges.addListener(this.ids);
	}

	@AfterEach
	void listenNoMore() {
		ContextChanges.removeListener(this.listener);
		ContextChanges.removeListener(this.ids);
		Workers.holdsNothing();
		assertThat(MDC.get("spanId")).isNull();
	}

	@Test
	void areToldWithOurStorage() {
		assertThat(ContextChanges.areTold()).isTrue();
	}

	@Test
	void whatBecomesCurrentIsToldAndWhatIsCurrentAgain() {
		try (Scope a = A.makeCurrent(); Scope b = B.makeCurrent()) {
			assertThat(MDC.get("spanId")).isEqualTo(Contexts.spanId(2));
		}
		assertThat(this.told).containsExactly(A, B, A, Context.root());
	}

	@Test
	void nothingIsToldWhereNothingChanges() {
		try (Scope a = A.makeCurrent(); Scope same = A.makeCurrent()) {
			assertThat(this.told).containsExactly(A);
		}
		assertThat(this.told).containsExactly(A, Context.root());
	}

	@Test
	void aScopeAroundForgottenOnesTellsWhatIsCurrentThen() {
		ForgottenScopes forgotten = new ForgottenScopes();
		try (Scope a = A.makeCurrent()) {
			forgotten.open(B);
		}
		forgotten.closeLate();
		assertThat(this.told).containsExactly(A, B, Context.root());
	}

	@Test
	void aListenerThatWasRemovedIsToldNothing() {
		ContextChanges.removeListener(this.listener);
		try (Scope a = A.makeCurrent()) {
			assertThat(MDC.get("spanId")).isEqualTo(Contexts.spanId(1));
		}
		assertThat(this.told).isEmpty();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whatAVirtualThreadInheritsIsToldWhenItIsCurrentAgain() throws Exception {
		List<String> shown = new ArrayList<>();
		Thread virtual;
		try (Scope a = A.makeCurrent()) {
			virtual = VirtualThreadFixture.factory().newThread(() -> {
				try (Scope b = B.makeCurrent()) {
					shown.add(MDC.get("spanId"));
				}
				shown.add(MDC.get("spanId"));
			});
		}
		virtual.start();
		virtual.join();
		assertThat(shown).containsExactly(Contexts.spanId(2), Contexts.spanId(1));
	}

}
