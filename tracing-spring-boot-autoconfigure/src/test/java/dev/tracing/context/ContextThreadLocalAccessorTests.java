package dev.tracing.context;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.contextpropagation.ObservationAwareSpanThreadLocalAccessor;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.util.context.ReactorContextAccessor;

import static org.assertj.core.api.Assertions.assertThat;

class ContextThreadLocalAccessorTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context B = Contexts.numbered(2);

	private final MicrometerFixture micrometer = new MicrometerFixture(new SpanMdcListener());

	private final ContextThreadLocalAccessor accessor = new ContextThreadLocalAccessor();

	private final ContextRegistry registry = new ContextRegistry()
		.registerThreadLocalAccessor(new ObservationThreadLocalAccessor(this.micrometer.observations()))
		.registerThreadLocalAccessor(this.accessor);

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
		.contextRegistry(this.registry)
		.clearMissing(true)
		.build();

	@AfterEach
	void threadHoldsNothing() {
		Workers.holdsNothing();
		assertThat(this.micrometer.observations().getCurrentObservationScope()).isNull();
		this.micrometer.close();
	}

	@Test
	void micrometersAccessorOfSpansLeavesASpanOnTheThreadWhereOneIsClearedInsideAnother() {
		ForgottenScopes.expect(ObservationAwareSpanThreadLocalAccessor.class);
		Span span = this.micrometer.micrometerTracer().nextSpan();
		assertThat(afterNothingInside(new ObservationAwareSpanThreadLocalAccessor(this.micrometer.observations(),
				this.micrometer.micrometerTracer()), ObservationAwareSpanThreadLocalAccessor.KEY, span))
			.isNotSameAs(Context.root());
		assertThat(afterNothingInside(this.accessor, CapturedContext.KEY, CapturedContext.of(A, null)))
			.isSameAs(Context.root());
		span.end();
	}

	@Test
	void theWholeContextIsCarried() {
		ContextKey<String> key = ContextKey.named("key");
		Context everything = A.with(key, "value").with(Baggage.builder().put("tenant", "acme").build());
		ContextSnapshot snapshot;
		try (Scope scope = everything.makeCurrent()) {
			snapshot = this.snapshots.captureAll();
		}
		assertThat(Contexts.onNewThread(() -> {
			try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
				return Context.current();
			}
		})).isSameAs(everything);
	}

	@Test
	void nothingIsNoValue() {
		assertThat(this.accessor.getValue()).isNull();
		try (Scope root = Context.root().makeCurrent()) {
			assertThat(this.accessor.getValue()).isNull();
		}
	}

	@Test
	void contextThatIsRootOnPurposeInsideAnObservationIsAValue() {
		this.micrometer.startObservation("observation").scoped(() -> {
			ContextSnapshot snapshot;
			try (Scope root = Context.root().makeCurrent()) {
				snapshot = this.snapshots.captureAll();
			}
			try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
				assertThat(Context.current()).isSameAs(Context.root());
			}
		});
	}

	@Test
	void everythingThatIsOpenedIsClosedInReverse() {
		this.accessor.setValue(CapturedContext.of(A, null));
		this.accessor.setValue();
		this.accessor.setValue(CapturedContext.of(B, null));
		assertThat(Context.current()).isSameAs(B);
		this.accessor.restore(CapturedContext.of(Context.root(), null));
		assertThat(Context.current()).isSameAs(Context.root());
		this.accessor.restore(CapturedContext.of(A, null));
		assertThat(Context.current()).isSameAs(A);
		this.accessor.restore();
	}

	@Test
	void restoringWhereNothingWasSetDoesNothing() {
		try (Scope a = A.makeCurrent()) {
			this.accessor.restore();
			this.accessor.restore(CapturedContext.of(B, null));
			assertThat(Context.current()).isSameAs(A);
		}
	}

	@Test
	void scopeThatIsForgottenInsideIsNotCurrentAfterwards() {
		ForgottenScopes forgotten = new ForgottenScopes();
		try (Scope a = A.makeCurrent()) {
			// nothing is opened by the accessor here, and so nothing closes the forgotten
			this.accessor.setValue(CapturedContext.of(A, null));
			forgotten.open(B);
			this.accessor.restore();
			assertThat(Context.current()).isSameAs(A);
		}
		forgotten.closeLate();
	}

	@Test
	void canBeSetBySingleKeys() {
		Observation observation = this.micrometer.startObservation("observation");
		reactor.util.context.Context source = reactor.util.context.Context.of(ObservationThreadLocalAccessor.KEY,
				observation, CapturedContext.KEY, CapturedContext.of(A, observation));
		ContextRegistry withReactor = new ContextRegistry().registerContextAccessor(new ReactorContextAccessor())
			.registerThreadLocalAccessor(new ObservationThreadLocalAccessor(this.micrometer.observations()))
			.registerThreadLocalAccessor(this.accessor);
		ContextSnapshotFactory factory = ContextSnapshotFactory.builder()
			.contextRegistry(withReactor)
			.clearMissing(true)
			.build();
		try (ContextSnapshot.Scope scope = factory.setThreadLocalsFrom(source, ObservationThreadLocalAccessor.KEY,
				CapturedContext.KEY)) {
			assertThat(Context.current()).isSameAs(A);
			assertThat(this.micrometer.observations().getCurrentObservation()).isSameAs(observation);
		}
		observation.stop();
	}

	@Test
	void valueSaysWhatItHolds() {
		Observation observation = this.micrometer.startObservation("observation");
		assertThat(CapturedContext.of(A, null)).hasToString(A.toString());
		assertThat(CapturedContext.of(A, observation).toString()).contains(A.toString(), "observation");
		observation.stop();
	}

	/**
	 * What a thread holds after a value was set on it, and inside of that nothing.
	 */
	private static Context afterNothingInside(ThreadLocalAccessor<?> accessor, String key, Object value) {
		ContextSnapshotFactory factory = ContextSnapshotFactory.builder()
			.contextRegistry(new ContextRegistry().registerContextAccessor(new ReactorContextAccessor())
				.registerThreadLocalAccessor(accessor))
			.clearMissing(true)
			.build();
		return Contexts.onNewThread(() -> {
			try (ContextSnapshot.Scope outer = factory.setThreadLocalsFrom(reactor.util.context.Context.of(key, value));
					ContextSnapshot.Scope inner = factory.setThreadLocalsFrom(reactor.util.context.Context.empty())) {
				assertThat(outer).isNotSameAs(inner);
			}
			return Context.current();
		});
	}

}
