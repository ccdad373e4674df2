package dev.tracing.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.tracing.trace.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/**
 * A test from before its set-up until after its clean-up. Started and finished on the
 * thread that runs the test.
 */
final class RunningTest {

	private final SpanRecorder recorder;

	private final TestWindow window;

	private final Duration timeout;

	private final Context contextBefore = Context.current();

	private final long scopesBefore = OpenScopes.OF_JVM.watch();

	/**
	 * Starts a test.
	 * @param recorder records the test's spans
	 * @param timeout how long the test waits at its end for other threads to close their
	 * scopes
	 */
	RunningTest(SpanRecorder recorder, Duration timeout) {
		this.recorder = recorder;
		this.window = recorder.open(Thread.currentThread());
		this.timeout = timeout;
	}

	/**
	 * Whether the test has asked for its traces.
	 */
	boolean hasAsked() {
		return this.window.isAsked();
	}

	/**
	 * Ends a test that knows nothing of traces, and leaves alone what it leaves behind.
	 */
	void end() {
		this.recorder.close(this.window);
		OpenScopes.OF_JVM.unwatch();
	}

	/**
	 * Ends a test. Scopes that it has left open on this thread are closed, so that one
	 * test fails and not all those after it.
	 * @param check whether to check that the test leaves nothing behind
	 * @throws AssertionError if there is a trace that nobody has read, or a scope that
	 * nobody has closed
	 */
	void finish(boolean check) {
		List<OpenScope> own = OpenScopes.OF_JVM.open(this::isOwn);
		try {
			if (check) {
				List<OpenScope> scopes = new ArrayList<>(own);
				scopes.addAll(OpenScopes.OF_JVM.awaitClosed(this::isOutOfPlace, this.timeout));
				check(scopes);
			}
		}
		finally {
			closeInReverse(own);
			end();
		}
	}

	private static void closeInReverse(List<OpenScope> scopes) {
		for (int i = scopes.size() - 1; i >= 0; i--) {
			scopes.get(i).close();
		}
	}

	private void check(List<OpenScope> scopes) {
		List<String> leftovers = new ArrayList<>();
		List<Trace> unread = this.recorder.unreadOf(this.window, true)
			.stream()
			.filter(TraceReading::certain)
			.map(TraceReading::trace)
			.toList();
		if (!unread.isEmpty()) {
			leftovers.add("The test left " + count(unread.size(), "trace") + " unread (await them, or clear() them "
					+ "if they do not matter):" + AwaitFailure.trees(unread));
		}
		if (!scopes.isEmpty()) {
			leftovers.add("The test left " + count(scopes.size(), "scope") + " open:"
					+ scopes.stream().map(String::valueOf).collect(Collectors.joining("\n", "\n", "")));
		}
		else if (Context.current() != this.contextBefore) {
			leftovers.add("After the test the current context of its thread is not what it was before: "
					+ Context.current() + " instead of " + this.contextBefore
					+ ". It closed a scope of somebody else, or one that is not known has been left open.");
		}
		if (!leftovers.isEmpty()) {
			throw new AssertionError(String.join("\n\n", leftovers), scopes.isEmpty() ? null : scopes.get(0).opening());
		}
	}

	private static String count(int number, String noun) {
		return number + " " + noun + ((number != 1) ? "s" : "");
	}

	private boolean isOwn(OpenScope scope) {
		return scope.thread() == Thread.currentThread() && scope.number() > this.scopesBefore;
	}

	/**
	 * Whether a scope of another thread holds a span of the test that is over. Which test
	 * a scope without a span belongs to cannot be told.
	 */
	private boolean isOutOfPlace(OpenScope scope) {
		Span span = Span.fromContext(scope.context());
		return scope.thread() != Thread.currentThread() && !span.isRecording()
				&& this.recorder.belongsTo(this.window, span.getSpanContext().getTraceId());
	}

}
