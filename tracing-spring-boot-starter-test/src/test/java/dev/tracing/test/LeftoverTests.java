package dev.tracing.test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.tracing.TraceScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a test must not leave behind.
 */
class LeftoverTests {

	private static final String SOURCE = LeftoverTests.class.getSimpleName() + ".java:";

	@Test
	void aTraceThatNobodyReads() {
		assertThat(JupiterRun.failureOf(Unread.class))
			.hasMessageStartingWith(
					"The test left 1 trace unread (await them, or clear() them if they do not matter):\n\ntrace ")
			.hasMessageContaining("\nforgotten ");
	}

	@Test
	void aTraceThatGoesOnAfterItWasRead() {
		assertThat(JupiterRun.failureOf(GoesOn.class)).hasMessageContaining("1 trace unread")
			.hasMessageContaining("└─ late");
	}

	@Test
	void aSpanThatIsStillRunning() {
		assertThat(JupiterRun.failureOf(Running.class)).hasMessageContaining("1 trace unread")
			.hasMessageContaining("running");
	}

	@Test
	void aScopeOnItsOwnThread() {
		assertThat(JupiterRun.failureOf(OwnThread.class))
			.hasMessageStartingWith("The test left 1 scope open:\non thread '" + Thread.currentThread().getName()
					+ "', opened at " + OwnThread.class.getName() + ".leaves(" + SOURCE)
			.hasCauseInstanceOf(Throwable.class);
	}

	@Test
	void aScopeOfAttributes() {
		assertThat(JupiterRun.failureOf(Attributes.class))
			.hasMessageContaining(Attributes.class.getName() + ".leaves(");
	}

	@Test
	void aScopeOfItsSpanOnAnotherThread() {
		assertThat(JupiterRun.failureOf(OtherThread.class)).hasMessageStartingWith(
				"The test left 1 scope open:\non thread 'other', opened at " + OtherThread.class.getName());
	}

	@Test
	void aScopeThatAnotherThreadBelievesToHaveClosed() {
		assertThat(JupiterRun.failureOf(ClosedElsewhere.class)).hasMessageContaining("opened at ")
			.hasMessageEndingWith(", closed in vain on thread 'other'");
	}

	@Test
	void aScopeThatIsStillBeingClosedIsWaitedFor() {
		assertThat(JupiterRun.of(ClosedLater.class).failed().count()).isZero();
	}

	@Test
	void anotherContextThanBefore() {
		RecordedTraces traces = RecordedTraces.of(new SpanRecorder(), Duration.ZERO);
		Scope outer = TraceScope.inside(Context.root()).storeInContext(Context.root()).makeCurrent();
		RunningTest test = traces.startTest();
		outer.close();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> test.finish(true))
			.withMessageStartingWith("After the test the current context of its thread is not what it was before: {}");
	}

	@Test
	void aTestThatFailsAnywayIsNotBlamed() {
		assertThat(JupiterRun.failureOf(Failing.class)).hasMessage("its own").hasNoSuppressedExceptions();
	}

	@Test
	void theTestAfterIsNotToBlameForAFailure() {
		assertThat(JupiterRun.of(FailingFirst.class)
			.failed()
			.stream()
			.map((event) -> event.getTestDescriptor().getDisplayName())).containsExactly("fails(Tracer)");
	}

	@Test
	void theTestAfterIsNotToBlame() {
		assertThat(JupiterRun.of(Sequence.class)
			.failed()
			.stream()
			.map((event) -> event.getTestDescriptor().getDisplayName()))
			.containsExactly("leaves(Tracer, RecordedTraces)");
	}

	@RecordTraces
	static class Unread {

		@Test
		void leaves(Tracer tracer) {
			tracer.spanBuilder("forgotten").startSpan().end();
		}

	}

	@RecordTraces
	static class GoesOn {

		@Test
		void leaves(Tracer tracer, RecordedTraces traces) {
			Span span = tracer.spanBuilder("read").startSpan();
			span.end();
			traces.awaitOne();
			tracer.spanBuilder("late").setParent(Context.root().with(span)).startSpan().end();
		}

	}

	@RecordTraces
	static class Running {

		@Test
		void leaves(Tracer tracer) {
			tracer.spanBuilder("forgotten").startSpan();
		}

	}

	@RecordTraces
	static class OwnThread {

		@Test
		@SuppressWarnings("MustBeClosedChecker")
		void leaves(Tracer tracer, RecordedTraces traces) {
			Span span = tracer.spanBuilder("span").startSpan();
			span.makeCurrent();
			span.end();
			traces.awaitOne();
		}

	}

	@RecordTraces
	static class Attributes {

		@Test
		void leaves() {
			TraceScope.open().put("tenant", "a");
		}

	}

	@RecordTraces
	static class OtherThread {

		@Test
		void leaves(Tracer tracer, RecordedTraces traces) throws InterruptedException {
			Span span = tracer.spanBuilder("span").startSpan();
			Thread other = new Thread(() -> span.makeCurrent(), "other");
			other.start();
			other.join();
			span.end();
			traces.awaitOne();
		}

	}

	@RecordTraces
	static class ClosedElsewhere {

		@Test
		void leaves(Tracer tracer, RecordedTraces traces) throws InterruptedException {
			Span span = tracer.spanBuilder("span").startSpan();
			Scope scope = span.makeCurrent();
			Thread other = new Thread(() -> {
				try {
					scope.close();
				}
				catch (IllegalStateException ex) {
					// strict storage says so at once
				}
			}, "other");
			other.start();
			other.join();
			span.end();
			traces.awaitOne();
		}

	}

	@RecordTraces
	static class ClosedLater {

		@Test
		void leaves(Tracer tracer, RecordedTraces traces) throws InterruptedException {
			Span span = tracer.spanBuilder("span").startSpan();
			CountDownLatch open = new CountDownLatch(1);
			Thread test = Thread.currentThread();
			new Thread(() -> {
				try (Scope scope = span.makeCurrent()) {
					open.countDown();
					awaitWaiting(test);
				}
			}).start();
			open.await();
			span.end();
			traces.awaitOne();
		}

		private static void awaitWaiting(Thread thread) {
			while (thread.getState() != Thread.State.TIMED_WAITING) {
				Thread.onSpinWait();
			}
		}

	}

	@RecordTraces
	static class Failing {

		@Test
		void leaves(Tracer tracer) {
			tracer.spanBuilder("forgotten").startSpan().end();
			throw new IllegalStateException("its own");
		}

	}

	@RecordTraces
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	static class Sequence {

		@Test
		@Order(1)
		void leaves(Tracer tracer, RecordedTraces traces) {
			Span span = tracer.spanBuilder("span").startSpan();
			span.makeCurrent();
			span.end();
			traces.awaitOne();
		}

		@Test
		@Order(2)
		void isClean(Tracer tracer, RecordedTraces traces) {
			assertThat(Span.current().getSpanContext().isValid()).isFalse();
			tracer.spanBuilder("span").startSpan().end();
			assertThat(traces.awaitOne()).hasTree("span");
		}

	}

	@RecordTraces
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	static class FailingFirst {

		@Test
		@Order(1)
		void fails(Tracer tracer) {
			tracer.spanBuilder("span").startSpan().makeCurrent();
			throw new IllegalStateException();
		}

		@Test
		@Order(2)
		void isClean() {
			assertThat(Span.current().getSpanContext().isValid()).isFalse();
		}

	}

}
