package dev.tracing.test;

import java.util.concurrent.CompletableFuture;

import dev.tracing.lifecycle.FutureSpanLifecycle;
import dev.tracing.lifecycle.SpanLifecycle;
import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which life cycles break the contract, and at which test.
 */
class SpanLifecycleContractTests {

	@Test
	void aSpanThatEndsWithTheCall() {
		assertThat(JupiterRun.of(EndsAtOnceCase.class).failed().map(SpanLifecycleContractTests::method))
			.contains("theSpanLastsUntilTheWorkIsDone", "workThatFailsIsAnError", "workThatIsCancelledIsNoError");
	}

	@Test
	void aSpanThatNeverEnds() {
		assertThat(JupiterRun.of(NeverEndsCase.class).failed().map(SpanLifecycleContractTests::method)).contains(
				"theSpanLastsUntilTheWorkIsDone", "workThatIsDoneBeforeTheCallReturnsHasASpan", "theFirstEndingCounts");
	}

	@Test
	void aFutureThatDependsOnTheOneThatIsToBeCancelled() {
		assertThat(JupiterRun.of(DependentCase.class).failed().map(SpanLifecycleContractTests::method))
			.containsExactly("workThatIsCancelledIsNoError");
	}

	@Test
	void aScopeThatStaysOpen() {
		assertThat(JupiterRun.of(LeavesScopeOpenCase.class).failed().map(SpanLifecycleContractTests::method))
			.contains("theThreadIsLeftAsItWas", "callsInARowAreSiblingsBelowTheirCaller");
	}

	private static String method(Event event) {
		TestDescriptor test = event.getTestDescriptor();
		String name = test.getLegacyReportingName();
		return name.substring(0, name.indexOf('('));
	}

	/**
	 * A life cycle that follows futures, wrongly.
	 */
	private interface FutureFollowing extends SpanLifecycle {

		@Override
		default boolean isCandidate(Class<?> declaredType) {
			return declaredType.isAssignableFrom(CompletableFuture.class);
		}

		@Override
		default boolean supports(Object result) {
			return result instanceof CompletableFuture;
		}

	}

	static class EndsAtOnceCase extends FutureSpanLifecycleTests {

		@Override
		protected SpanLifecycle lifecycle() {
			return new EndsAtOnce();
		}

		private static final class EndsAtOnce implements FutureFollowing {

			@Override
			public Object follow(Object result, StartedSpan span, SpanStarter starter) {
				span.end(null);
				return result;
			}

		}

	}

	static class NeverEndsCase extends FutureSpanLifecycleTests {

		@Override
		protected SpanLifecycle lifecycle() {
			return new NeverEnds();
		}

		private static final class NeverEnds implements FutureFollowing {

			@Override
			public Object follow(Object result, StartedSpan span, SpanStarter starter) {
				return result;
			}

		}

	}

	static class DependentCase extends FutureSpanLifecycleTests {

		@Override
		protected SpanLifecycle lifecycle() {
			return new Dependent();
		}

		private static final class Dependent implements FutureFollowing {

			@Override
			public Object follow(Object result, StartedSpan span, SpanStarter starter) {
				return ((CompletableFuture<?>) new FutureSpanLifecycle().follow(result, span, starter))
					.thenApply((value) -> value);
			}

		}

	}

	static class LeavesScopeOpenCase extends FutureSpanLifecycleTests {

		@Override
		protected SpanLifecycle lifecycle() {
			return new LeavesScopeOpen();
		}

		private static final class LeavesScopeOpen implements FutureFollowing {

			@Override
			public Object follow(Object result, StartedSpan span, SpanStarter starter) {
				span.context().makeCurrent();
				return new FutureSpanLifecycle().follow(result, span, starter);
			}

		}

	}

}
