package dev.tracing.context;

import java.util.List;

import io.micrometer.tracing.otel.bridge.Slf4JBaggageEventListener;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpanMdcListener} and {@link BaggageMdcListener}.
 */
class MdcListenersTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context B = Contexts.numbered(2);

	private static final List<String> FIELDS = List.of("tenant", "user");

	@AfterEach
	void threadHoldsNothing() {
		Workers.holdsNothing();
		assertThat(MDC.get("tenant")).isNull();
		assertThat(MDC.get("user")).isNull();
	}

	@Test
	void micrometersListenerLeavesTheIdsWhereAContextWithoutASpanBecomesCurrent() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new Slf4JEventListener());
				Scope a = A.makeCurrent();
				Scope nothing = Context.root().makeCurrent()) {
			assertThat(MDC.get("spanId")).isEqualTo(Contexts.spanId(1));
		}
	}

	@Test
	void idsAreThoseOfTheCurrentSpan() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new SpanMdcListener())) {
			try (Scope a = A.makeCurrent()) {
				showsIdsOf(A);
				try (Scope b = B.makeCurrent()) {
					showsIdsOf(B);
				}
				showsIdsOf(A);
			}
			showsNoIds();
		}
	}

	@Test
	void idsAreClearedWhereAContextWithoutASpanBecomesCurrentAndComeBackAfterIt() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new SpanMdcListener()); Scope a = A.makeCurrent()) {
			for (Context without : List.of(Context.root(), A.with(Span.getInvalid()))) {
				try (Scope nothing = without.makeCurrent()) {
					showsNoIds();
					try (Scope b = B.makeCurrent()) {
						showsIdsOf(B);
					}
					showsNoIds();
				}
				showsIdsOf(A);
			}
		}
	}

	@Test
	void idsAreRightAfterAScopeWasForgotten() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new SpanMdcListener())) {
			ForgottenScopes forgotten = new ForgottenScopes();
			try (Scope a = A.makeCurrent()) {
				forgotten.open(B);
			}
			showsNoIds();
			forgotten.closeLate();
			showsNoIds();
		}
	}

	@Test
	void micrometersListenerLeavesFieldsThatTheCurrentBaggageDoesNotHave() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new Slf4JBaggageEventListener(FIELDS));
				Scope a = A.with(baggage("tenant", "acme")).makeCurrent();
				Scope b = B.with(baggage("user", "me")).makeCurrent()) {
			assertThat(MDC.get("tenant")).isEqualTo("acme");
		}
	}

	@Test
	void fieldsAreThoseOfTheCurrentBaggage() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new BaggageMdcListener(FIELDS))) {
			try (Scope a = A.with(baggage("tenant", "acme")).makeCurrent()) {
				showsFields("acme", null);
				try (Scope b = B.with(baggage("user", "me")).makeCurrent()) {
					showsFields(null, "me");
				}
				showsFields("acme", null);
				try (Scope nothing = Context.root().makeCurrent()) {
					showsFields(null, null);
				}
				showsFields("acme", null);
			}
			showsFields(null, null);
		}
	}

	@Test
	void fieldsOfAnotherCaseAreShownUnderTheirConfiguredName() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new BaggageMdcListener(FIELDS));
				Scope a = A.with(baggage("Tenant", "acme")).makeCurrent()) {
			showsFields("acme", null);
			assertThat(MDC.get("Tenant")).isNull();
		}
	}

	@Test
	void onlyConfiguredFieldsWithAValueAreShown() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new BaggageMdcListener(FIELDS));
				Scope a = A.with(baggage("tenant", " ")).makeCurrent();
				Scope b = A.with(baggage("secret", "value")).makeCurrent()) {
			showsFields(null, null);
			assertThat(MDC.get("secret")).isNull();
		}
	}

	private static Baggage baggage(String key, String value) {
		return Baggage.builder().put(key, value).build();
	}

	private static void showsIdsOf(Context context) {
		assertThat(MDC.get("traceId")).isEqualTo(Span.fromContext(context).getSpanContext().getTraceId());
		assertThat(MDC.get("spanId")).isEqualTo(Span.fromContext(context).getSpanContext().getSpanId());
	}

	private static void showsNoIds() {
		assertThat(MDC.get("traceId")).isNull();
		assertThat(MDC.get("spanId")).isNull();
	}

	private static void showsFields(String tenant, String user) {
		assertThat(MDC.get("tenant")).isEqualTo(tenant);
		assertThat(MDC.get("user")).isEqualTo(user);
	}

}
