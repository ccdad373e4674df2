package dev.tracing.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;
import reactor.util.context.ReactorContextAccessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Goes through all sequences of three steps nested into each other, where a step is one
 * of the ways in which a thread gets a context or an observation, or loses it. After each
 * step, opened or closed, the current span, the current observation and the MDC are what
 * they must be.
 */
class ContextAccessorSequencesTests {

	private final Deque<Step> sequence = new ArrayDeque<>();

	private final ForgottenScopes forgotten = new ForgottenScopes();

	private MicrometerFixture micrometer;

	private ContextSnapshotFactory clearing;

	private ContextSnapshotFactory accumulating;

	@BeforeEach
	void setUp() {
		this.micrometer = new MicrometerFixture(new SpanMdcListener());
		this.micrometer.observations().observationConfig().observationPredicate((name, context) -> !name.equals("off"));
		ContextRegistry registry = new ContextRegistry().registerContextAccessor(new ReactorContextAccessor())
			.registerThreadLocalAccessor(new ObservationThreadLocalAccessor(this.micrometer.observations()));
		ContextAccessorRegistration.in(registry);
		this.clearing = ContextSnapshotFactory.builder().contextRegistry(registry).clearMissing(true).build();
		this.accumulating = ContextSnapshotFactory.builder().contextRegistry(registry).clearMissing(false).build();
	}

	@AfterEach
	void tearDown() {
		this.micrometer.close();
		Workers.holdsNothing();
	}

	@ParameterizedTest
	@EnumSource
	void threadHoldsWhatItShouldAfterEachOf(Step first) {
		take(first, new Held(null, null), 3);
		this.forgotten.closeLate();
		Workers.holdsNothing();
		assertThat(this.micrometer.observations().getCurrentObservationScope()).isNull();
	}

	private void take(Step step, Held before, int length) {
		this.sequence.addLast(step);
		Opened opened = step.open(this, before);
		check(opened.held(), "opened");
		if (length > 1) {
			for (Step next : Step.values()) {
				take(next, opened.held(), length - 1);
			}
		}
		opened.scope().close();
		if (step != Step.FORGOTTEN_SCOPE) {
			check(before, "closed");
		}
		this.sequence.removeLast();
	}

	private void check(Held expected, String what) {
		String description = this.sequence + " " + what;
		Span span = (expected.span() != null) ? expected.span() : Span.getInvalid();
		boolean valid = span.getSpanContext().isValid();
		assertThat(Span.current().getSpanContext().getSpanId()).as(description)
			.isEqualTo(span.getSpanContext().getSpanId());
		assertThat(CurrentObservation.get()).as(description).isSameAs(expected.observation());
		assertThat(MDC.get("spanId")).as(description).isEqualTo(valid ? span.getSpanContext().getSpanId() : null);
		assertThat(MDC.get("traceId")).as(description).isEqualTo(valid ? span.getSpanContext().getTraceId() : null);
	}

	/**
	 * The ways in which a thread gets, keeps or loses what it holds.
	 */
	enum Step {

		OURS {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Context context = test.context();
				return test.set(test.clearing, null, CapturedContext.of(context, null), context, null);
			}

		},

		OBSERVATION {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Observation observation = test.observation();
				return test.set(test.clearing, observation, null, null, observation);
			}

		},

		OURS_UNDER_AN_OBSERVATION {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Observation observation = test.observation();
				Context context = test.context();
				return test.set(test.clearing, observation, CapturedContext.of(context, observation), context,
						observation);
			}

		},

		OURS_UNDER_AN_OBSERVATION_THAT_IS_OFF {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Observation off = test.micrometer.startObservation("off");
				Context context = test.context();
				return test.set(test.clearing, off, CapturedContext.of(context, off), context, null);
			}

		},

		OBSERVATION_NEWER_THAN_OURS {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Observation observation = test.observation();
				return test.set(test.clearing, observation, CapturedContext.of(test.context(), test.observation()),
						null, observation);
			}

		},

		FIRST_OBSERVATION_NEWER_THAN_OURS {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Observation observation = test.observation();
				return test.set(test.clearing, observation, CapturedContext.of(test.context(), null), null,
						observation);
			}

		},

		NOTHING {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				return test.set(test.clearing, null, null, null, null);
			}

		},

		OURS_IN_ADDITION {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Context context = test.context();
				CapturedContext value = CapturedContext.of(context, before.observation());
				return test.set(test.accumulating, null, value, context, before.observation());
			}

		},

		CAPTURED_HERE {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				return new Opened(test.clearing.captureAll().setThreadLocals()::close, before);
			}

		},

		SCOPE {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Context context = test.context();
				return new Opened(context.makeCurrent(), new Held(Span.fromContext(context), before.observation()));
			}

		},

		FORGOTTEN_SCOPE {

			@Override
			Opened open(ContextAccessorSequencesTests test, Held before) {
				Context context = test.context();
				test.forgotten.open(context);
				return new Opened(Scope.noop(), new Held(Span.fromContext(context), before.observation()));
			}

		};

		abstract Opened open(ContextAccessorSequencesTests test, Held before);

	}

	/**
	 * Sets what is under the keys, and tells what must be current then: the context, or
	 * where there is none that of the observation.
	 */
	private Opened set(ContextSnapshotFactory factory, Observation observation, CapturedContext ours,
			Context expectedContext, Observation expectedObservation) {
		Map<String, Object> source = new HashMap<>();
		if (observation != null) {
			source.put(ObservationThreadLocalAccessor.KEY, observation);
		}
		if (ours != null) {
			source.put(CapturedContext.KEY, ours);
		}
		Scope scope = factory.setThreadLocalsFrom(reactor.util.context.Context.of(source))::close;
		Span span = (expectedContext != null) ? Span.fromContext(expectedContext) : spanOf(expectedObservation);
		return new Opened(scope, new Held(span, expectedObservation));
	}

	private Context context() {
		return this.micrometer.startSpan("span");
	}

	private Observation observation() {
		return this.micrometer.startObservation("observation");
	}

	private Span spanOf(Observation observation) {
		if (observation == null) {
			return null;
		}
		TracingContext tracing = observation.getContext().getRequired(TracingContext.class);
		return Span.wrap(SpanContext.create(tracing.getSpan().context().traceId(), tracing.getSpan().context().spanId(),
				TraceFlags.getSampled(), TraceState.getDefault()));
	}

	/**
	 * What a thread holds, null being nothing.
	 */
	private record Held(Span span, Observation observation) {
	}

	private record Opened(Scope scope, Held held) {
	}

}
