package dev.tracing.test;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.tracing.trace.Trace;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

/**
 * The traces of a test, as far as they have been recorded. A Spring test has them
 * injected:
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * class TripSearchTests {
 *
 *     &#064;Test
 *     void asksProvidersInParallel(&#064;Autowired RecordedTraces traces) {
 *         this.search.search("Bergen");
 *         assertThat(traces.awaitOne()).hasTree("""
 *             TripSearch.search
 *             ├─ Provider.quote ×5 ∥
 *             └─ Offers.rank
 *             """);
 *     }
 *
 * }
 * </pre>
 *
 * The test sees the traces that began since its own set-up began, and no other test's.
 * Each {@code await…} method waits until all spans that were started have ended, no
 * longer, and hands a trace out once: what it returned is read. A trace that goes on
 * afterwards is unread again.
 *
 * <p>
 * To be asked on the thread that runs the test; if no other test runs at the same time in
 * the same application context, on any thread.
 *
 * @since 0.1.0
 */
public final class RecordedTraces {

	static final String TIMEOUT_PROPERTY = "tracing.test.timeout";

	static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

	private final SpanRecorder recorder;

	private final Supplier<TestWindow> window;

	private final Duration timeout;

	private RecordedTraces(SpanRecorder recorder, Supplier<TestWindow> window, Duration timeout) {
		this.recorder = recorder;
		this.window = window;
		this.timeout = timeout;
	}

	/**
	 * Creates traces without Spring: of all spans whose tracer provider has the
	 * {@link #spanProcessor()}.
	 * @return the traces
	 */
	public static RecordedTraces create() {
		SpanRecorder recorder = new SpanRecorder();
		TestWindow window = recorder.open(null);
		return new RecordedTraces(recorder, () -> window, DEFAULT_TIMEOUT);
	}

	/**
	 * Creates the traces of whichever test asks.
	 */
	static RecordedTraces of(SpanRecorder recorder, Duration timeout) {
		return new RecordedTraces(recorder, () -> recorder.windowOf(Thread.currentThread()), timeout);
	}

	/**
	 * What records the spans, to be added to an {@code SdkTracerProvider} that Spring
	 * Boot has not made.
	 * @return the span processor
	 */
	public SpanProcessor spanProcessor() {
		return this.recorder;
	}

	/**
	 * The same traces with another time limit.
	 * @param timeout how long the {@code await…} methods wait at most
	 * @return the traces, with this limit
	 */
	public RecordedTraces within(Duration timeout) {
		return new RecordedTraces(this.recorder, this.window, timeout);
	}

	/**
	 * Waits for the one trace that has not been read.
	 * @return the trace, complete
	 * @throws AssertionError if there are none or several when all spans have ended, or
	 * if spans are still running when the time is over
	 */
	public Trace awaitOne() {
		return await(1).get(0);
	}

	/**
	 * Waits for as many traces that have not been read.
	 * @param count the number of traces
	 * @return the traces, complete, by their start
	 * @throws AssertionError if there are more when all spans have ended, or fewer or
	 * running ones when the time is over
	 */
	public List<Trace> await(int count) {
		return awaitTraces(count, null);
	}

	/**
	 * Waits for the one trace that matches. Others remain unread. This is also how to
	 * wait for work that nobody waits for, whose spans may not have been started yet:
	 *
	 * <pre class="code">
	 * traces.awaitOne((trace) -> trace.spans().size() == 7)
	 * </pre>
	 * @param wanted decides on a complete trace; called again when the trace has gone on
	 * @return the trace, complete
	 * @throws AssertionError if several match, or none does when the time is over
	 */
	public Trace awaitOne(Predicate<Trace> wanted) {
		return await(1, wanted).get(0);
	}

	/**
	 * Waits for as many traces that match. Others remain unread.
	 * @param count the number of traces
	 * @param wanted decides on a complete trace; called again when the trace has gone on
	 * @return the traces, complete, by their start
	 * @throws AssertionError if more match, or fewer do when the time is over
	 */
	public List<Trace> await(int count, Predicate<Trace> wanted) {
		return awaitTraces(count, wanted);
	}

	/**
	 * The unread traces as of now. They remain unread, and spans of them may be running.
	 * @return the traces, by their start
	 */
	public List<Trace> soFar() {
		return this.recorder.unreadOf(this.window.get(), true)
			.stream()
			.filter(TraceReading::certain)
			.map(TraceReading::trace)
			.toList();
	}

	/**
	 * Forgets everything so far, what is still running included: the traces go on unseen.
	 */
	public void clear() {
		this.recorder.clear(this.window.get());
	}

	/**
	 * Leaves out traces in this test: neither are they waited for, nor need they be read.
	 * @param rootName the names of the traces' roots, in which {@code *} stands for any
	 * characters
	 */
	public void ignore(String rootName) {
		this.window.get().ignore(TextPattern.of(rootName));
	}

	/**
	 * Asserts that no span has been started that was not read.
	 * @throws AssertionError if one was
	 */
	public void assertNone() {
		List<Trace> unread = soFar();
		if (!unread.isEmpty()) {
			throw new AssertionError("Expected no trace, but there is one:" + AwaitFailure.trees(unread));
		}
	}

	/**
	 * Starts a test on this thread.
	 */
	RunningTest startTest() {
		return new RunningTest(this.recorder, this.timeout);
	}

	private List<Trace> awaitTraces(int count, @Nullable Predicate<Trace> wanted) {
		TestWindow window = this.window.get();
		long left = this.timeout.toNanos();
		while (true) {
			long changes = this.recorder.changes();
			// trees are made when they may be needed, and not with each span
			if (left <= 0 || wanted != null || !this.recorder.isAnyRunning(window)) {
				List<TraceReading> unread = this.recorder.unreadOf(window, left <= 0);
				List<TraceReading> found = unread.stream().filter((reading) -> reading.isFor(wanted)).toList();
				boolean complete = found.stream().allMatch(TraceReading::complete);
				if (complete && found.size() == count) {
					this.recorder.markRead(found);
					return found.stream().map(TraceReading::trace).toList();
				}
				if (left <= 0 || found.size() > count) {
					throw new AssertionError(AwaitFailure.describe(count, wanted != null, found, unread, this.timeout));
				}
			}
			left = awaitChange(changes, left);
		}
	}

	private long awaitChange(long changes, long left) {
		try {
			return this.recorder.awaitChange(changes, left);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting for traces", ex);
		}
	}

}
