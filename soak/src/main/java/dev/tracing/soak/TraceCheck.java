package dev.tracing.soak;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

import dev.tracing.test.TraceAssertions;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Compares every trace with the tree that its request must have, as soon as it is
 * complete, and forgets it then. A trace that no request and no recurring task accounts
 * for is wrong, as is a span that starts in a trace which was complete.
 */
final class TraceCheck implements SpanProcessor {

	private static final AttributeKey<String> URL = AttributeKey.stringKey("http.url");

	private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("request");

	private static final Duration SETTLED = Duration.ofMillis(1000);

	private static final Duration OVERDUE = Duration.ofSeconds(5);

	private static final TraceText TEXT = new TraceText(
			TraceTextOptions.defaults().withFold(false).withAttributes(true));

	private static final int REMEMBERED = 8192;

	private final ConcurrentMap<String, OpenTrace> open = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Expected> expected = new ConcurrentHashMap<>();

	/**
	 * How many changes a trace had when it was looked at last, by its id.
	 */
	private final Map<String, Integer> looked = new HashMap<>();

	/**
	 * The traces that were complete, the newest.
	 */
	private final Map<String, Boolean> complete = newest();

	private final Faults faults = new Faults();

	private final LongAdder spans = new LongAdder();

	private final LongAdder traces = new LongAdder();

	private final LongAdder leftOpen = new LongAdder();

	private final LongAdder wrong = new LongAdder();

	/**
	 * Says what the trace of a request must be, before the request is sent.
	 */
	void expect(Expected trace) {
		this.expected.put(trace.request(), trace);
	}

	/**
	 * Notes that something else than a tree is wrong with a request.
	 */
	void wrong(String what) {
		this.wrong.increment();
		this.faults.tell(what);
	}

	/**
	 * Looks at the traces, again and again, until interrupted.
	 */
	void watch() throws InterruptedException {
		while (!Thread.currentThread().isInterrupted()) {
			look();
			Thread.sleep(20);
		}
	}

	/**
	 * Waits until no request is without its trace. Those that do not come, and spans that
	 * do not end, are wrong.
	 */
	void awaitAll(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!isAllDone() && System.nanoTime() < deadline) {
			Thread.sleep(50);
		}
		this.open.values().removeIf((trace) -> isOverdue(trace) && tellUnended(trace));
		this.expected.values().forEach((trace) -> {
			if (!trace.left()) {
				wrong("No right trace of request " + trace.request() + ", expected\n" + trace.tree());
			}
		});
		this.expected.clear();
	}

	private boolean isAllDone() {
		return this.expected.values().stream().allMatch(Expected::left) && this.open.values()
			.stream()
			.allMatch((trace) -> isOverdue(trace) || (isSoon(trace) && !isOfARequest(trace.read())));
	}

	/**
	 * What is expected of a request must be known until its trace has been looked at,
	 * which is not before it is quiet.
	 */
	private boolean isOfARequest(Trace trace) {
		String request = requestOf(trace);
		return (request != null && this.expected.containsKey(request)) || named(trace).isPresent();
	}

	private static boolean isSoon(OpenTrace trace) {
		return trace.quietNanos() < SETTLED.toNanos();
	}

	private static boolean isOverdue(OpenTrace trace) {
		return trace.quietNanos() > OVERDUE.toNanos();
	}

	/**
	 * A span has not ended. Where the client has gone away that is not ours, which can be
	 * seen without tracing: Tomcat may fail to say that a request is over when writing
	 * failed on another thread, and Netty may no longer ask for what comes next, but not
	 * cancel either.
	 */
	private boolean tellUnended(OpenTrace open) {
		Trace trace = open.read();
		Optional<Expected> left = expectedOf(trace);
		if (left.isPresent() && left.get().left() && faultOf(trace, left.get().tree()).isEmpty()) {
			this.leftOpen.increment();
		}
		else {
			wrong("Not ended: " + open.running() + " in\n" + TEXT.render(trace));
		}
		return true;
	}

	/**
	 * What is expected of a trace. It may have no span that says what request it is of: a
	 * leaf has not begun, and the server's span is told when it ends.
	 */
	private Optional<Expected> expectedOf(Trace trace) {
		String request = requestOf(trace);
		if (request != null) {
			return Optional.ofNullable(this.expected.get(request));
		}
		return named(trace).or(() -> this.expected.values()
			.stream()
			.filter((any) -> any.left() && faultOf(trace, any.tree()).isEmpty())
			.findFirst());
	}

	/**
	 * What is expected of the request that spans say they are of.
	 */
	private Optional<Expected> named(Trace trace) {
		return trace.nodes()
			.stream()
			.map((node) -> node.span().attributes().get(REQUEST))
			.filter((request) -> request != null && this.expected.containsKey(request))
			.map(this.expected::get)
			.findFirst();
	}

	private synchronized void look() {
		this.open.forEach((id, trace) -> {
			int changes = trace.changes();
			Integer before = this.looked.put(id, changes);
			boolean settled = !isSoon(trace);
			if (!trace.isRunning() && (before == null || before != changes || settled)) {
				judge(id, trace, changes, settled);
			}
		});
		this.looked.keySet().retainAll(this.open.keySet());
	}

	private void judge(String id, OpenTrace open, int changes, boolean settled) {
		Trace trace = open.read();
		String request = requestOf(trace);
		Expected expected = (request != null) ? this.expected.get(request) : null;
		String tree = (expected != null) ? expected.tree() : Recurring.TREES.get(trace.roots().get(0).name());
		Optional<String> fault = this.complete.containsKey(id) ? Optional.of("A span that came late")
				: faultOf(trace, tree);
		boolean tooEarly = expected != null && expected.settled() && !settled;
		if ((fault.isPresent() && !isOverdue(open)) || tooEarly) {
			return;
		}
		if (close(id, changes)) {
			fault.ifPresent((found) -> wrong(found + "\n" + TEXT.render(trace) + "\nof a request that is to have\n"
					+ named(trace).map(Expected::tree).orElse("nothing any more")));
			this.traces.increment();
			this.spans.add(trace.spans().size());
			if (expected != null) {
				this.expected.remove(expected.request());
			}
		}
	}

	/**
	 * Forgets a trace, unless something has changed since.
	 */
	private boolean close(String id, int changes) {
		OpenTrace left = this.open.computeIfPresent(id,
				(key, trace) -> (trace.changes() == changes && !trace.isRunning()) ? null : trace);
		if (left == null) {
			this.complete.put(id, true);
		}
		return left == null;
	}

	private static Map<String, Boolean> newest() {
		return new LinkedHashMap<>() {

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
				return size() > REMEMBERED;
			}

		};
	}

	private static Optional<String> faultOf(Trace trace, @Nullable String tree) {
		if (tree == null) {
			return Optional.of("A trace that nothing accounts for");
		}
		try {
			TraceAssertions.assertThat(trace).hasTree(tree);
			return Optional.empty();
		}
		catch (AssertionError ex) {
			return Optional.of(String.valueOf(ex.getMessage()));
		}
	}

	private static @Nullable String requestOf(Trace trace) {
		TraceSpan root = trace.roots().get(0).span();
		String url = (root.kind() == SpanKind.SERVER) ? root.attributes().get(URL) : null;
		return (url != null) ? url.substring(url.lastIndexOf('/') + 1) : null;
	}

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		this.open.compute(span.getSpanContext().getTraceId(),
				(id, known) -> ((known != null) ? known : new OpenTrace()).started(span));
	}

	@Override
	public void onEnd(ReadableSpan span) {
		this.open.computeIfPresent(span.getSpanContext().getTraceId(), (id, known) -> known.ended());
	}

	@Override
	public boolean isStartRequired() {
		return true;
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

	/**
	 * How many traces were complete so far.
	 */
	long traces() {
		return this.traces.sum();
	}

	long spans() {
		return this.spans.sum();
	}

	/**
	 * How many traces the server left open because the client had gone away.
	 */
	long leftOpen() {
		return this.leftOpen.sum();
	}

	long wrong() {
		return this.wrong.sum();
	}

}
