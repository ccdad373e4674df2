package dev.tracing.test;

import java.util.List;
import java.util.Objects;

import dev.tracing.lifecycle.SpanCall;
import dev.tracing.lifecycle.SpanDefinition;
import dev.tracing.lifecycle.SpanLifecycle;
import dev.tracing.lifecycle.SpanRunner;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What holds for each {@link SpanLifecycle}, whatever results it is for. The test of a
 * lifecycle extends this class, and says what such a result is:
 *
 * <pre class="code">
 * class FutureSpanLifecycleTests extends SpanLifecycleContract {
 *
 *     protected SpanLifecycle lifecycle() {
 *         return new FutureSpanLifecycle();
 *     }
 *
 *     protected Class&lt;?&gt; declaredType() {
 *         return CompletableFuture.class;
 *     }
 *
 *     protected Work newWork() {
 *         return new FutureWork();
 *     }
 *
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@RecordTraces
public abstract class SpanLifecycleContract {

	/**
	 * The lifecycle to be tested.
	 * @return the lifecycle
	 */
	protected abstract SpanLifecycle lifecycle();

	/**
	 * The type that a method with such results declares to return.
	 * @return the type
	 */
	protected abstract Class<?> declaredType();

	/**
	 * Makes work that is not done yet. Each test makes one or more.
	 * @return the work
	 */
	protected abstract Work newWork();

	@Test
	void itsResultsAreSupported() {
		assertThat(lifecycle().isCandidate(declaredType())).isTrue();
		assertThat(lifecycle().supports(newWork().result())).isTrue();
		assertThat(lifecycle().supports(new Object())).isFalse();
	}

	@Test
	void theCallerGetsWhatTheMethodDeclares(Tracer tracer, RecordedTraces traces) throws Throwable {
		Work work = newWork();
		assertThat(call(tracer, work)).isInstanceOf(declaredType());
		traces.clear();
	}

	@Test
	void theSpanLastsUntilTheWorkIsDone(Tracer tracer, RecordedTraces traces) throws Throwable {
		Work work = newWork();
		work.use(call(tracer, work));
		assertThat(traces.soFar()).singleElement().satisfies((trace) -> assertThat(trace.isRunning()).isTrue());
		work.succeed();
		assertThat(traces.awaitOne()).hasTree("work [unset]");
	}

	@Test
	void workThatFailsIsAnError(Tracer tracer, RecordedTraces traces) throws Throwable {
		Work work = newWork();
		work.use(call(tracer, work));
		work.fail(new ExpectedException());
		assertThat(traces.awaitOne()).hasTree("work [error: ExpectedException]");
	}

	@Test
	void workThatIsCancelledIsNoError(Tracer tracer, RecordedTraces traces) throws Throwable {
		Work work = newWork();
		Object used = call(tracer, work);
		work.use(used);
		work.cancel(used);
		assertThat(work.isCancelled()).as("the cancellation reaches the work").isTrue();
		assertThat(traces.awaitOne()).hasTree("work [cancelled] [unset]");
	}

	@Test
	void workThatIsDoneBeforeTheCallReturnsHasASpan(Tracer tracer, RecordedTraces traces) throws Throwable {
		Work succeeded = newWork();
		succeeded.succeed();
		succeeded.use(call(tracer, succeeded));
		assertThat(traces.awaitOne()).hasTree("work [unset]");
		Work failed = newWork();
		failed.fail(new ExpectedException());
		failed.use(call(tracer, failed));
		assertThat(traces.awaitOne()).hasTree("work [error: ExpectedException]");
	}

	@Test
	void theFirstEndingCounts(Tracer tracer, RecordedTraces traces) throws Throwable {
		Work work = newWork();
		Object used = call(tracer, work);
		work.use(used);
		work.succeed();
		work.cancel(used);
		work.fail(new ExpectedException());
		assertThat(traces.awaitOne()).hasTree("work [unset]").span("work").doesNotHaveAttribute("tracing.cancelled");
	}

	@Test
	void aCallThatThrowsIsAnError(Tracer tracer, RecordedTraces traces) throws Throwable {
		ExpectedException failure = new ExpectedException();
		assertThatThrownBy(() -> call(tracer, () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(traces.awaitOne()).hasTree("work [error: ExpectedException]");
	}

	@Test
	void callsInARowAreSiblingsBelowTheirCaller(Tracer tracer, RecordedTraces traces) throws Throwable {
		Span caller = tracer.spanBuilder("caller").startSpan();
		Work first = newWork();
		Work second = newWork();
		try (Scope scope = caller.makeCurrent()) {
			first.use(call(tracer, first));
			second.use(call(tracer, second));
		}
		Thread other = new Thread(() -> {
			second.succeed();
			first.succeed();
		});
		other.start();
		other.join();
		caller.end();
		assertThat(traces.awaitOne()).hasTree("""
				caller
				└─ work ×2
				""");
	}

	@Test
	void theThreadIsLeftAsItWas(Tracer tracer, RecordedTraces traces) throws Throwable {
		Context before = Context.current();
		Work work = newWork();
		work.use(call(tracer, work));
		assertThat(Context.current()).isSameAs(before);
		work.succeed();
		assertThat(Context.current()).isSameAs(before);
		traces.awaitOne();
	}

	private Object call(Tracer tracer, Work work) throws Throwable {
		return call(tracer, work::result);
	}

	private Object call(Tracer tracer, SpanCall call) throws Throwable {
		SpanRunner runner = new SpanRunner(tracer, List.of(lifecycle()), false);
		SpanDefinition definition = new SpanDefinition("work", SpanKind.INTERNAL, false, List.of(), Attributes.empty());
		Object result = runner.run(runner.plan(definition, declaredType()), call);
		assertThat(result).isNotNull();
		return Objects.requireNonNull(result);
	}

	/**
	 * Work whose end the test decides.
	 */
	public interface Work {

		/**
		 * What the method that begins the work returns, always the same.
		 * @return the result
		 */
		Object result();

		/**
		 * Uses what the caller got, so that the work begins: subscribes to a publisher,
		 * for example. By default the work has begun with the call, and this does
		 * nothing. Outcomes are to be ignored.
		 * @param result what the caller got
		 */
		default void use(Object result) {
		}

		/**
		 * Ends the work successfully. Does nothing if the work is done.
		 */
		void succeed();

		/**
		 * Ends the work with a failure. Does nothing if the work is done.
		 * @param failure the failure
		 */
		void fail(RuntimeException failure);

		/**
		 * Cancels what the caller got and used, as a caller does.
		 * @param result what the caller got
		 */
		void cancel(Object result);

		/**
		 * Whether the work itself has been cancelled.
		 * @return whether it was cancelled
		 */
		boolean isCancelled();

	}

	private static final class ExpectedException extends RuntimeException {

	}

}
