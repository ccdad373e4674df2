package dev.tracing.store;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.tracing.store.ToldTraces.Told;
import dev.tracing.trace.SpanEvent;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

class TraceRecorderTests {

	private static final Duration NEVER = Duration.ofDays(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final TraceLimits LIMITS = TraceLimits.defaults().withPeriods(NEVER, NEVER);

	private final ToldTraces told = new ToldTraces();

	private TraceRecorder recorder = recorder(LIMITS);

	private SdkTracerProvider provider = provider(this.recorder);

	@AfterEach
	void close() {
		this.provider.close();
		assertThat(Context.current()).isSameAs(Context.root());
	}

	@Test
	void tellsATraceWhenAllOfItsSpansHaveEnded() {
		Span root = start("root", null);
		Span child = start("child", root);
		flush();
		assertThat(this.told.take()).isEmpty();
		child.end();
		flush();
		assertThat(this.told.take()).isEmpty();
		root.end();
		flush();
		assertThat(this.told.take()).extracting(Told::shape).containsExactly("root\n└─ child");
		assertThat(this.recorder.finished()).singleElement()
			.satisfies((trace) -> assertThat(trace.id()).isEqualTo(root.getSpanContext().getTraceId()));
		assertThat(this.recorder.unfinished()).isEmpty();
	}

	@Test
	void waitsForWorkThatGoesOnAfterTheRootHasEnded() {
		Span root = start("request", null);
		Span child = start("fire and forget", root);
		root.end();
		flush();
		assertThat(this.told.take()).isEmpty();
		child.end();
		flush();
		assertThat(this.told.take()).extracting(Told::shape).containsExactly("request\n└─ fire and forget");
	}

	@Test
	void tellsATraceAgainIfASpanComesLate() {
		Span root = start("root", null);
		root.end();
		flush();
		Span late = start("late", root);
		flush();
		assertThat(this.recorder.finished()).isEmpty();
		assertThat(this.recorder.unfinished()).singleElement().satisfies((trace) -> {
			assertThat(trace.nodes()).hasSize(2);
			assertThat(trace.isRunning()).isTrue();
		});
		late.end();
		flush();
		assertThat(this.told.take()).extracting(Told::shape, Told::again)
			.containsExactly(tuple("root", false), tuple("root\n└─ late", true));
		assertThat(this.recorder.finished()).hasSize(1);
	}

	@Test
	void addsWhatIsFoundOutAboutASpanThatHasEnded() {
		Span root = start("root", null);
		Span child = start("child", root);
		child.end();
		this.recorder.addEvent(child.getSpanContext(), "found", Attributes.empty());
		this.recorder.addEvent(root.getSpanContext(), "found", Attributes.empty());
		root.end();
		flush();
		assertThat(events("root")).containsExactly("found");
		assertThat(events("child")).containsExactly("found");
		this.recorder.addEvent(child.getSpanContext(), "found", Attributes.empty());
		this.recorder.addEvent(child.getSpanContext(), "late", Attributes.empty());
		flush();
		assertThat(events("child")).as("each once").containsExactly("found", "late");
		assertThat(this.told.take()).extracting(Told::again).containsExactly(false, true);
	}

	@Test
	void knowsNothingMoreOfSpansThatItDoesNotKeep() {
		start("root", null).end();
		flush();
		long sequence = this.recorder.sequence();
		Span other = Span.wrap(SpanContext.create("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
				TraceFlags.getSampled(), TraceState.getDefault()));
		this.recorder.addEvent(other.getSpanContext(), "found", Attributes.empty());
		flush();
		assertThat(this.recorder.sequence()).isEqualTo(sequence);
		assertThat(this.recorder.unfinished()).isEmpty();
	}

	@Test
	void knowsOfARunningSpanHowLongSpansOfItsNameTook() {
		IntStream.range(0, 99).forEach((i) -> finish("query", 5, false));
		finish("query", 4000, false);
		Span query = start("query", null);
		flush();
		TraceSpan running = this.recorder.find(query.getSpanContext().getTraceId()).orElseThrow().root().span();
		assertThat(running.usualNanos().orElseThrow()).isBetween(5_000_000L, 10_000_000L);
		Span other = start("other", null);
		flush();
		assertThat(this.recorder.find(other.getSpanContext().getTraceId()).orElseThrow().root().span().usualNanos())
			.isEmpty();
		query.end();
		other.end();
	}

	@Test
	void tellsATraceThatWasQuietForLongEnough() throws InterruptedException {
		use(LIMITS.withPeriods(Duration.ofMillis(1), NEVER));
		start("root", null).end();
		Told next = this.told.await();
		assertThat(next.shape()).isEqualTo("root");
		assertThat(next.again()).isFalse();
	}

	@Test
	void givesUpWaitingForSpansThatDoNotEnd() throws InterruptedException {
		use(LIMITS.withPeriods(NEVER, Duration.ofMillis(1)));
		Span root = start("root", null);
		Span child = start("child", root);
		Told early = this.told.await();
		assertThat(early.trace().root().span().isRunning()).isTrue();
		child.end();
		root.end();
		flush();
		List<Told> later = this.told.take();
		Told last = later.get(later.size() - 1);
		assertThat(last.trace().isRunning()).isFalse();
		assertThat(last.shape()).isEqualTo("root\n└─ child");
		assertThat(last.again()).isTrue();
	}

	@Test
	void keepsWhatASpanSays() {
		Span root = start("root", null);
		Span span = this.provider.get("library")
			.spanBuilder("GET /trips")
			.setParent(Context.root().with(root))
			.addLink(root.getSpanContext(), Attributes.of(AttributeKey.stringKey("reason"), "test"))
			.startSpan();
		span.setAttribute("answer", 42);
		span.setStatus(StatusCode.ERROR, "down");
		span.recordException(new IllegalStateException("no seats"));
		span.end();
		root.end();
		flush();
		TraceSpan kept = this.recorder.finished().get(0).find("GET /trips").orElseThrow().span();
		assertThat(kept.scopeName()).isEqualTo("library");
		assertThat(kept.attributes().get(AttributeKey.longKey("answer"))).isEqualTo(42);
		assertThat(kept.failure()).isNotNull();
		assertThat(kept.failure().type()).isEqualTo(IllegalStateException.class.getName());
		assertThat(kept.failure().message()).isEqualTo("no seats");
		assertThat(kept.events().get(0).exceptionStackTrace()).contains("keepsWhatASpanSays");
		assertThat(kept.links()).singleElement()
			.satisfies((link) -> assertThat(link.spanId()).isEqualTo(root.getSpanContext().getSpanId()));
		assertThat(kept.threadName()).isEqualTo(Thread.currentThread().getName());
		assertThat(kept.threadId()).hasValue(Thread.currentThread().getId());
		assertThat(kept.parentId()).isEqualTo(root.getSpanContext().getSpanId());
		assertThat(kept.dropped()).isZero();
	}

	@Test
	void cutsASpanThatSaysTooMuch() {
		use(LIMITS.withSpan(new SpanContentLimits(2, 1, 1, 4, 8, 20)));
		Span span = start("a long name", null);
		IntStream.range(0, 5).forEach((i) -> span.setAttribute("key " + i, "0123456789"));
		span.setAttribute(AttributeKey.stringArrayKey("error.type"), List.of("0123", "4567", "89"));
		span.setAttribute("thread.id", 7);
		span.setStatus(StatusCode.ERROR, "description");
		span.recordException(new IllegalStateException("0123456789"));
		span.addEvent("another");
		span.addLink(span.getSpanContext());
		span.addLink(span.getSpanContext());
		span.end();
		flush();
		TraceSpan kept = this.recorder.finished().get(0).root().span();
		assertThat(kept.name()).isEqualTo("a lo…(+7)");
		assertThat(kept.statusDescription()).isEqualTo("descript…(+3)");
		assertThat(kept.attributes().asMap().values()).contains("01234567…(+2)", List.of("0123", "4567"), 7L)
			.hasSize(4);
		assertThat(kept.events()).singleElement().satisfies((event) -> {
			assertThat(event.exceptionMessage()).isEqualTo("01234567…(+2)");
			assertThat(event.exceptionStackTrace()).startsWith("java.lang.IllegalSta…(+");
		});
		assertThat(kept.links()).hasSize(1);
		assertThat(kept.dropped()).isEqualTo(3 + 1 + 1);
	}

	@Test
	void keepsSampledSpansOnly() {
		use(LIMITS, Sampler.parentBased(Sampler.alwaysOn()));
		SpanContext unsampled = SpanContext.createFromRemoteParent("0af7651916cd43dd8448eb211c80319c",
				"b7ad6b7169203331", TraceFlags.getDefault(), TraceState.getDefault());
		start("unsampled", Span.wrap(unsampled)).end();
		start("sampled", null).end();
		flush();
		assertThat(this.told.take()).extracting(Told::shape).containsExactly("sampled");
		assertThat(this.recorder.unfinished()).isEmpty();
	}

	@Test
	void findsATraceThatIsRunningAndOneThatIsFinished() {
		Span root = start("root", null);
		flush();
		String id = root.getSpanContext().getTraceId();
		assertThat(this.recorder.find(id)).hasValueSatisfying((trace) -> assertThat(trace.isRunning()).isTrue());
		root.end();
		flush();
		assertThat(this.recorder.find(id)).hasValueSatisfying((trace) -> assertThat(trace.isRunning()).isFalse());
		assertThat(this.recorder.find("another")).isEmpty();
	}

	@Test
	void keepsTheNewestTracesAndMoreThatFailedAndMoreThatWereSlow() {
		use(LIMITS.withTraces(2, 1, 1));
		IntStream.range(0, 3).forEach((i) -> finish("failed " + i, 1, true));
		finish("slow", 1000, false);
		IntStream.range(0, 4).forEach((i) -> finish("quick " + i, 1, false));
		assertThat(this.recorder.finished()).extracting((trace) -> trace.root().name())
			.containsExactly("quick 3", "quick 2", "slow", "failed 2");
		assertThat(this.recorder.counts().evictedTraces()).isEqualTo(4);
		assertThat(this.recorder.counts().finishedTraces()).isEqualTo(4);
	}

	@Test
	void keepsRootsAndErrorsBeyondTheLimitOfSpans() {
		use(LIMITS.withSpansPerTrace(10));
		Span root = start("root", null);
		IntStream.range(0, 20).forEach((i) -> start("child", root).end());
		Span error = start("error", root);
		error.setStatus(StatusCode.ERROR);
		error.end();
		start("child", root).end();
		root.end();
		flush();
		Trace trace = this.recorder.finished().get(0);
		assertThat(trace.nodes()).hasSize(11);
		assertThat(trace.find("error")).isPresent();
		assertThat(trace.droppedSpans()).isEqualTo(12);
		assertThat(this.recorder.counts().droppedSpans()).isEqualTo(12);
	}

	@Test
	void givesUpTheOldestTracesWhenMemoryIsShort() {
		use(LIMITS.withBytes(10_000));
		IntStream.range(0, 50).forEach((i) -> finish("trace " + i, 1, false));
		RecorderCounts counts = this.recorder.counts();
		assertThat(counts.bytes()).isBetween(8000L, 11_000L);
		assertThat(counts.evictedTraces()).isEqualTo(50 - counts.finishedTraces()).isPositive();
		assertThat(this.recorder.finished()).extracting((trace) -> trace.root().name())
			.startsWith("trace 49", "trace 48", "trace 47");
	}

	@Test
	void keepsNoMoreSpansWhenUnfinishedTracesTakeAllMemory() {
		use(LIMITS.withBytes(10_000));
		Span root = start("root", null);
		IntStream.range(0, 100).forEach((i) -> start("child", root).end());
		flush();
		assertThat(this.recorder.counts().bytes()).isLessThan(11_000);
		root.end();
		flush();
		Trace trace = this.recorder.finished().get(0);
		assertThat(trace.droppedSpans() + trace.nodes().size()).isEqualTo(101);
		start("next", null).end();
		flush();
		assertThat(this.recorder.finished()).extracting((next) -> next.root().name()).containsExactly("next");
	}

	@Test
	void finishesTheTraceThatWasQuietForLongestWhenTooManyAreOpen() {
		use(LIMITS.withOpenTraces(2));
		Span first = start("first", null);
		start("second", null).end();
		start("third", null);
		flush();
		assertThat(this.told.take()).extracting(Told::shape).containsExactly("second");
		start("fourth", null);
		flush();
		assertThat(this.told.take()).singleElement().satisfies((told) -> {
			assertThat(told.shape()).isEqualTo("first");
			assertThat(told.trace().isRunning()).isTrue();
		});
		first.end();
		flush();
		assertThat(this.told.take()).extracting(Told::shape, Told::again).contains(tuple("first", true));
	}

	@Test
	void countsWhatItDropsAndFindsTheEndsThatItMissed() throws InterruptedException {
		use(LIMITS.withQueuedSignals(16));
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.recorder.addListener((trace, again) -> {
			blocked.countDown();
			awaitUninterruptibly(release);
		});
		Span root = start("root", null);
		List<Span> children = IntStream.range(0, 5).mapToObj((i) -> start("child", root)).toList();
		flush();
		start("blocker", null).end();
		this.recorder.forceFlush();
		assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
		IntStream.range(0, 8).forEach((i) -> start("flood", null).end());
		children.forEach(Span::end);
		Span lost = start("lost", root);
		lost.end();
		root.end();
		assertThat(this.recorder.counts().droppedSignals()).isEqualTo(5 + 2 + 1);
		release.countDown();
		flush();
		Trace trace = this.recorder.find(root.getSpanContext().getTraceId()).orElseThrow();
		assertThat(trace.isRunning()).isFalse();
		assertThat(trace.findAll("child")).hasSize(5);
		assertThat(trace.mayLackSpans()).as("nothing is known of the one that was lost").isTrue();
		assertThat(this.recorder.unfinished()).isEmpty();
		Span later = start("later", null);
		later.end();
		flush();
		assertThat(this.recorder.find(later.getSpanContext().getTraceId()).orElseThrow().mayLackSpans()).isFalse();
	}

	@Test
	void goesOnWhenAListenerFails() {
		this.recorder.addListener((trace, again) -> {
			throw new AssertionError("listener");
		});
		ToldTraces after = new ToldTraces();
		this.recorder.addListener(after);
		start("one", null).end();
		start("two", null).end();
		flush();
		assertThat(after.take()).extracting(Told::shape).containsExactly("one", "two");
		this.recorder.removeListener(after);
		start("three", null).end();
		flush();
		assertThat(after.take()).isEmpty();
		assertThat(this.told.take()).hasSize(3);
	}

	@Test
	void goesOnWhenASpanCannotBeRead() {
		Span one = start("one", null);
		this.recorder.onEnd((ReadableSpan) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { ReadableSpan.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("getSpanContext")) {
						return one.getSpanContext();
					}
					throw new NoClassDefFoundError("meant to fail");
				}));
		one.end();
		start("two", null).end();
		flush();
		assertThat(this.told.take()).extracting(Told::shape).contains("two");
	}

	@Test
	void doesNotWaitForItselfWhenAListenerFlushes() {
		AtomicReference<Boolean> flushed = new AtomicReference<>();
		this.recorder.addListener((trace, again) -> flushed.set(this.recorder.flush(TIMEOUT)));
		start("root", null).end();
		flush();
		assertThat(flushed).hasValue(false);
	}

	@Test
	void tellsWhatIsUnfinishedWhenItIsClosedAndNothingAfter() {
		Span root = start("root", null);
		start("child", root).end();
		this.recorder.close();
		assertThat(this.told.take()).singleElement().satisfies((told) -> {
			assertThat(told.shape()).isEqualTo("root\n└─ child");
			assertThat(told.trace().isRunning()).isTrue();
		});
		root.end();
		start("later", null).end();
		assertThat(this.recorder.flush(TIMEOUT)).isTrue();
		this.recorder.close();
		assertThat(this.told.take()).isEmpty();
		assertThat(this.recorder.finished()).hasSize(1);
	}

	@Test
	void endsItsThreadWhenItIsClosed() throws InterruptedException {
		AtomicReference<Thread> thread = new AtomicReference<>();
		this.recorder.addListener((trace, again) -> thread.set(Thread.currentThread()));
		start("root", null).end();
		flush();
		assertThat(thread.get().isDaemon()).isTrue();
		this.recorder.close();
		thread.get().join(20_000);
		assertThat(thread.get().isAlive()).isFalse();
	}

	@Test
	void recordsEachSpanOnceHoweverManyThreadsMakeThem() throws InterruptedException {
		int threads = 8;
		int traces = 50;
		// room for all signals, however late the recorder's thread comes
		use(LIMITS.withQueuedSignals(2 * 11 * threads * traces));
		CountDownLatch running = new CountDownLatch(threads);
		for (int i = 0; i < threads; i++) {
			String name = "thread " + i;
			new Thread(() -> {
				for (int trace = 0; trace < traces; trace++) {
					traceOf(name);
				}
				running.countDown();
			}).start();
		}
		assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
		flush();
		assertThat(this.recorder.counts().droppedSignals()).isZero();
		assertThat(this.recorder.finished()).hasSize(threads * traces).allSatisfy((trace) -> {
			String name = trace.root().name();
			assertThat(trace.nodes()).hasSize(1 + 5 + 5).allMatch((node) -> node.name().equals(name));
			assertThat(trace.root().children()).hasSize(5).allMatch((child) -> child.children().size() == 1);
		});
		assertThat(this.told.take()).hasSize(threads * traces).noneMatch(Told::again);
	}

	@Test
	void canBeReadWhileItRecords() throws InterruptedException {
		use(LIMITS.withTraces(5, 5, 5).withPeriods(Duration.ZERO, NEVER));
		AtomicReference<Throwable> failure = new AtomicReference<>();
		AtomicBoolean stop = new AtomicBoolean();
		Thread reader = new Thread(() -> {
			while (!stop.get()) {
				this.recorder.unfinished().forEach((trace) -> this.recorder.find(trace.id()));
				this.recorder.finished().forEach((trace) -> assertThat(this.recorder.find(trace.id())).isNotNull());
				assertThat(this.recorder.counts().finishedTraces()).isLessThanOrEqualTo(15);
			}
		});
		reader.setUncaughtExceptionHandler((thread, ex) -> failure.set(ex));
		reader.start();
		for (int i = 0; i < 300; i++) {
			traceOf("trace " + i);
		}
		flush();
		stop.set(true);
		reader.join(20_000);
		assertThat(reader.isAlive()).isFalse();
		assertThat(failure).hasValue(null);
		assertThat(this.recorder.finished()).isNotEmpty();
	}

	@Test
	void refusesLimitsThatMakeNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> LIMITS.withTraces(0, 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> LIMITS.withTraces(1, -1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new SpanContentLimits(0, 0, 0, 0, 0, -1));
	}

	/**
	 * A root with five children, each of which has one.
	 */
	private void traceOf(String name) {
		Span root = start(name, null);
		try (Scope scope = root.makeCurrent()) {
			for (int i = 0; i < 5; i++) {
				Span child = this.provider.get("test").spanBuilder(name).startSpan();
				start(name, child).end();
				child.end();
			}
		}
		root.end();
	}

	private void finish(String name, long millis, boolean error) {
		Span span = this.provider.get("test").spanBuilder(name).setStartTimestamp(1, TimeUnit.SECONDS).startSpan();
		if (error) {
			span.setStatus(StatusCode.ERROR);
		}
		span.end(1000 + millis, TimeUnit.MILLISECONDS);
		flush();
	}

	private List<String> events(String name) {
		return this.recorder.finished()
			.get(0)
			.find(name)
			.orElseThrow()
			.span()
			.events()
			.stream()
			.map(SpanEvent::name)
			.toList();
	}

	private Span start(String name, @Nullable Span parent) {
		Tracer tracer = this.provider.get("test");
		Context context = (parent != null) ? Context.root().with(parent) : Context.root();
		return tracer.spanBuilder(name).setParent(context).startSpan();
	}

	private void flush() {
		assertThat(this.recorder.flush(TIMEOUT)).isTrue();
	}

	private void use(TraceLimits limits) {
		use(limits, Sampler.alwaysOn());
	}

	private void use(TraceLimits limits, Sampler sampler) {
		this.provider.close();
		this.recorder = recorder(limits);
		this.provider = SdkTracerProvider.builder().setSampler(sampler).addSpanProcessor(this.recorder).build();
	}

	private TraceRecorder recorder(TraceLimits limits) {
		TraceRecorder recorder = new TraceRecorder(limits);
		recorder.addListener(this.told);
		return recorder;
	}

	private static SdkTracerProvider provider(TraceRecorder recorder) {
		return SdkTracerProvider.builder().addSpanProcessor(recorder).build();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
