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
			whatever saved the search is not its parent.""", "SavedSearches", "FutureSearch");

	private final String id;

	private final String title;

	private final String explanation;

	private final List<String> classes;

	Construct(String id, String title, String explanation, String... classes) {
		this.id = id;
		this.title = title;
		this.explanation = explanation;
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

}
