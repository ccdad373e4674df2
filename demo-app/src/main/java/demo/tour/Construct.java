package demo.tour;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.system.JavaVersion;

/**
 * A way to ask five providers.
 */
enum Construct {

	LOOP("loop", "A plain loop", """
			For contrast: one call after the other. Five siblings that do not overlap; \
			all the other ways ask at the same time and get the same tree.""", "LoopSearch"),

	ASYNC("async", "@Async", """
			Five calls of an @Async method. A span is on the thread that does the work, \
			its parent is the code that made the call.""", "AsyncSearch", "AsyncProvider"),

	COMPLETABLE_FUTURE("completable-future", "CompletableFuture on an executor bean", """
			Five futures on a thread pool that is a bean. A task runs in the context \
			of the code that submitted it, and the pool's thread keeps nothing of it.""", "FutureSearch"),

	VIRTUAL_THREADS("virtual-threads", "Virtual threads", """
			Five virtual threads, made for the five calls by an executor that is no bean. \
			A virtual thread inherits the context of the code that started it.""", "VirtualThreadSearch"),

	MONO_ZIP("mono-zip", "Mono.zip", """
			Five Monos, zipped. A span starts when its Mono is subscribed to, \
			and its parent is the subscriber.""", "ZipSearch", "ReactiveProvider"),

	FLAT_MAP("flat-map", "flatMap", """
			A Flux of names, each mapped to a call. The calls end on other threads than they began on; \
			each span lasts exactly as long as its own call.""", "FlatMapSearch", "ReactiveProvider"),

	ASSEMBLED_MONOS("assembled-monos", "Assembled first, subscribed to together", """
			All five calls are prepared before the first one runs. This is where tracers get a chain, \
			each call inside the one before; here the five are siblings.""", "AssembledSearch", "ReactiveProvider"),

	EVENT_LISTENER("event-listener", "@Async @EventListener", """
			Five events, each handled by an asynchronous listener. The listener's work is \
			under the code that published the event.""", "EventSearch"),

	SCHEDULED("scheduled", "@Scheduled", """
			A recurring job runs a search that was saved. Each run is a trace of its own: \
			whatever saved the search is not its parent.""", "SavedSearches", "FutureSearch"),

	COMMON_POOL("common-pool", "supplyAsync on the common pool",
			"""
					Five futures without an executor. The pool belongs to the JDK, and the five tasks touch no Spring object.""",
			Loss.OWN_TRACES, "CommonPoolSearch"),

	SHARED_FUTURE("shared-future", "thenApply on a shared future",
			"""
					Five functions attached to futures that other searches wait for as well, and that another thread completes. \
					A function belongs to the code that attached it.""",
			Loss.FOREIGN_TRACES, "SharedFutureSearch", "Sessions"),

	PARALLEL_STREAM("parallel-stream", "parallelStream()", """
			Five elements of a parallel stream. The stream takes the calling thread and those of the common pool, \
			as many as there are processors.""", Loss.TRACES_OF_OTHER_THREADS, "ParallelStreamSearch"),

	NEW_THREAD("new-thread", "new Thread", """
			Five threads, made by hand.""", Loss.OWN_TRACES, "NewThreadSearch"),

	TIMER("timer", "Timer", """
			Five tasks of a java.util.Timer, which has one thread. A task that is run once is part of the trace; \
			one that recurs would begin a trace at each run.""", Loss.OWN_TRACES, "TimerSearch"),

	LOCAL_EXECUTOR("local-executor", "An executor made inside a method", """
			Five futures on a thread pool that is no bean.""", Loss.OWN_TRACES, "LocalExecutorSearch"),

	SELF_INVOCATION("self-invocation", "A private method of the same object", """
			Five calls of a private @Traced method. The executor is a bean; the calls pass no proxy.""", Loss.SPANS,
			"SelfInvocationSearch");

	private final String id;

	private final String title;

	private final String explanation;

	private final @Nullable Loss loss;

	private final List<String> classes;

	Construct(String id, String title, String explanation, String... classes) {
		this(id, title, explanation, null, classes);
	}

	Construct(String id, String title, String explanation, @Nullable Loss loss, String... classes) {
		this.id = id;
		this.title = title;
		this.explanation = explanation;
		this.loss = loss;
		this.classes = List.of(classes);
	}

	static Optional<Construct> find(String id) {
		return Arrays.stream(values()).filter((construct) -> construct.id.equals(id)).findFirst();
	}

	String id() {
		return this.id;
	}

	String title() {
		return this.title;
	}

	String explanation() {
		return this.explanation;
	}

	/**
	 * What is lost where the application is not woven, or null if nothing is.
	 */
	@Nullable Loss loss() {
		return this.loss;
	}

	/**
	 * The simple names of the classes that show the construct, the search itself first.
	 */
	List<String> classes() {
		return this.classes;
	}

	/**
	 * Why this JVM cannot run the construct, or null if it can.
	 */
	@Nullable String unavailable() {
		if (this == VIRTUAL_THREADS && JavaVersion.getJavaVersion().isOlderThan(JavaVersion.TWENTY_ONE)) {
			return "needs Java 21 or later, this is Java " + Runtime.version().feature();
		}
		return null;
	}

	/**
	 * What is lost of a construct that no proxy can see.
	 */
	enum Loss {

		OWN_TRACES("""
				Nothing carries the context to the threads that do the work, so that each call begins a trace \
				of its own."""),

		FOREIGN_TRACES("""
				A function runs in the context of the thread that completes the future, so that the calls land \
				in the traces of whoever does that."""),

		TRACES_OF_OTHER_THREADS("""
				Nothing carries the context to the common pool, so that each call that is made there begins a trace \
				of its own, and only those on the calling thread are in this one."""),

		SPANS("""
				The calls have no spans, since nothing sees them. Their HTTP requests are directly below the search.""");

		private final String text;

		Loss(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

	}

}
