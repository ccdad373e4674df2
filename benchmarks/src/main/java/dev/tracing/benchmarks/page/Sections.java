package dev.tracing.benchmarks.page;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tables of the page, by the names of their marks.
 *
 * @param results the directory of the files of results
 */
record Sections(Path results) {

	private static final String CALL = "CallBenchmarks.request";

	private static final String TASK = "HandOffBenchmarks.task";

	/**
	 * What goes between the marks of the page.
	 */
	Map<String, String> all() {
		Map<String, String> all = new TreeMap<>();
		all.put("targets", new Targets(this.results).table());
		all.put("call", section("call", Sections::call));
		all.put("call-boot", section("call-boot", (figures) -> peers(figures, "BootCallBenchmarks.request", "BY_HAND",
				"NEW_SPAN", "`@NewSpan`", "OBSERVED", "`@Observed`")));
		all.put("call-opentelemetry",
				section("call-opentelemetry", (figures) -> peers(figures, "OpenTelemetryCallBenchmarks.request",
						"BY_HAND", "STARTER", "`@WithSpan`, OpenTelemetry's Spring starter")));
		all.put("call-agent", section("call-agent", (figures) -> peer(figures, "OpenTelemetryCallBenchmarks.request",
				"`@WithSpan`, OpenTelemetry's agent, no proxies", "way", "AGENT")));
		all.put("call-sentry",
				section("call-sentry", (figures) -> peer(figures, "SentryCallBenchmarks.request", "`@SentrySpan`")));
		all.put("hand-off", section("hand-off", Sections::handOff));
		all.put("executors", section("executors", Sections::executors));
		all.put("future", section("future", Sections::future));
		all.put("reactor", section("reactor", Sections::reactor));
		all.put("startup", section("startup", Sections::startup));
		all.put("store", section("store", Sections::store));
		all.put("stored-spans", section("stored-spans", Sections::storedSpans));
		all.put("virtual-threads", section("virtual-threads", Sections::virtualThreads));
		return all;
	}

	private String section(String part, Function<Figures, String> table) {
		Figures figures = Figures.read(this.results, part);
		return (figures != null) ? table.apply(figures) + "\n" + figures.source() + "\n" : "Not measured yet.\n";
	}

	private static String call(Figures figures) {
		Table table = new Table("eleven spans, ns (bytes)", "sampled", "under an unsampled parent");
		String[] ways = { "PROXY_ONLY", "proxies that only proceed, no spans", "BY_HAND",
				"spans by hand on the SDK, no proxies", "BY_HAND_LAZY_LOGGING",
				"spans by hand, no proxies, in an application with the starter and `tracing.logging.lazy=true`",
				"TRACED", "`@Traced`", "TRACED_LAZY_LOGGING", "`@Traced`, `tracing.logging.lazy=true`" };
		for (int i = 0; i < ways.length; i += 2) {
			table.row(ways[i + 1], callCell(figures, CALL, ways[i], "true"), callCell(figures, CALL, ways[i], "false"));
		}
		return table.toString();
	}

	private static String peers(Figures figures, String benchmark, String byHand, String... ways) {
		Table table = new Table("eleven spans, ns (bytes)", "sampled", "under an unsampled parent",
				"sampled, times spans by hand");
		table.row("spans by hand", callCell(figures, benchmark, byHand, "true"),
				callCell(figures, benchmark, byHand, "false"), "1");
		for (int i = 0; i < ways.length; i += 2) {
			Figure ratio = figures.time(benchmark, "way", ways[i], "sampled", "true")
				.dividedBy(figures.time(benchmark, "way", byHand, "sampled", "true"));
			table.row(ways[i + 1], callCell(figures, benchmark, ways[i], "true"),
					callCell(figures, benchmark, ways[i], "false"), ratio.ratio());
		}
		return table.toString();
	}

	private static String peer(Figures figures, String benchmark, String name, String... way) {
		return new Table("eleven spans, ns (bytes)", "sampled", "under an unsampled parent")
			.row(name, cell(figures, benchmark, sampled(true, way)), cell(figures, benchmark, sampled(false, way)))
			.toString();
	}

	private static String[] sampled(boolean sampled, String... way) {
		return Stream.concat(Stream.of(way), Stream.of("sampled", String.valueOf(sampled))).toArray(String[]::new);
	}

	private static String cell(Figures figures, String benchmark, String... params) {
		return figures.time(benchmark, params).text() + " (" + bytes(figures.bytes(benchmark, params)) + ")";
	}

	private static String callCell(Figures figures, String benchmark, String way, String sampled) {
		return figures.time(benchmark, "way", way, "sampled", sampled).text() + " ("
				+ bytes(figures.bytes(benchmark, "way", way, "sampled", sampled)) + ")";
	}

	private static String bytes(Figure figure) {
		return new Figure(java.util.List.of(figure.median())).text();
	}

	private static String handOff(Figures figures) {
		Table table = new Table("added to a task, ns (bytes)", "under an observation", "under a span only");
		String[] ways = { "CONTEXT_PROPAGATING_TASK_DECORATOR", "Spring's `ContextPropagatingTaskDecorator`",
				"CONTEXT_SNAPSHOT", "Micrometer's snapshot, as in `ContextExecutorService`", "CONTEXT_WRAP",
				"OpenTelemetry's `Context.wrap`", "STARTER", "the starter", "STARTER_LAZY_LOGGING",
				"the starter, `tracing.logging.lazy=true`", "STARTER_WITH_OBSERVATION",
				"the starter, `tracing.propagation.observation=true`" };
		for (int i = 0; i < ways.length; i += 2) {
			table.row(ways[i + 1], addedCell(figures, ways[i], "true"), addedCell(figures, ways[i], "false"));
		}
		return table.toString();
	}

	private static String addedCell(Figures figures, String way, String observation) {
		return added(figures, way, observation).text() + " (" + bytes(addedBytes(figures, way, observation)) + ")";
	}

	static Figure added(Figures figures, String way, String observation) {
		return figures.time(TASK, "way", way, "observation", observation)
			.minus(figures.time(TASK, "way", bareOf(way), "observation", observation));
	}

	static Figure addedBytes(Figures figures, String way, String observation) {
		return figures.bytes(TASK, "way", way, "observation", observation)
			.minus(figures.bytes(TASK, "way", bareOf(way), "observation", observation));
	}

	private static String bareOf(String way) {
		if (way.equals("STARTER_LAZY_LOGGING")) {
			return "STARTER_LAZY_LOGGING_BARE";
		}
		return way.startsWith("STARTER") ? "STARTER_BARE" : "BARE";
	}

	private static String executors(Figures figures) {
		Table table = new Table("a task, ns (bytes)", "a pool of one thread", "a virtual thread each");
		String[] ways = { "BARE", "nothing carried", "CONTEXT_PROPAGATING_TASK_DECORATOR",
				"Spring's `ContextPropagatingTaskDecorator`", "CONTEXT_EXECUTOR_SERVICE",
				"Micrometer's `ContextExecutorService`", "TASK_WRAPPING", "OpenTelemetry's `Context.taskWrapping`",
				"STARTER", "the starter" };
		for (int i = 0; i < ways.length; i += 2) {
			table.row(ways[i + 1], executorCell(figures, ways[i], "pool"), executorCell(figures, ways[i], "virtual"));
		}
		return table.toString();
	}

	private static String executorCell(Figures figures, String way, String threads) {
		String benchmark = "ExecutorBenchmarks.tasks";
		return figures.time(benchmark, "way", way, "threads", threads).text() + " ("
				+ bytes(figures.bytes(benchmark, "way", way, "threads", threads)) + ")";
	}

	private static String future(Figures figures) {
		Table table = new Table("a call, ns (bytes)", "untraced", "traced");
		table.row("returns a plain value", "", futureCell(figures, "plainTraced"));
		table.row("returns a complete future", futureCell(figures, "completeUntraced"),
				futureCell(figures, "completeTraced"));
		table.row("returns a future that is completed later", futureCell(figures, "completedLaterUntraced"),
				futureCell(figures, "completedLaterTraced"));
		return table.toString();
	}

	private static String futureCell(Figures figures, String method) {
		String benchmark = "FutureBenchmarks." + method;
		return figures.time(benchmark).text() + " (" + bytes(figures.bytes(benchmark)) + ")";
	}

	private static String reactor(Figures figures) {
		Table table = new Table("a subscription, ns (bytes)", "`Mono`", "`Flux` of 100 elements");
		String[] ways = { "UNTRACED", "untraced, without the starter, `limited` propagation", "UNTRACED_AUTOMATIC",
				"untraced, without the starter, automatic propagation of nothing", "UNTRACED_CARRYING",
				"untraced, without the starter, automatic propagation of some other value", "UNTRACED_WITH_STARTER",
				"untraced, with the starter, automatic propagation", "TAPPED",
				"Micrometer's `tap`, automatic propagation", "TRACED", "`@Traced`, automatic propagation",
				"TRACED_LIMITED", "`@Traced`, `limited` propagation" };
		for (int i = 0; i < ways.length; i += 2) {
			table.row(ways[i + 1], reactorCell(figures, "mono", ways[i]), reactorCell(figures, "flux", ways[i]));
		}
		return table.toString();
	}

	private static String reactorCell(Figures figures, String method, String way) {
		String benchmark = "ReactorBenchmarks." + method;
		return figures.time(benchmark, "way", way).text() + " (" + bytes(figures.bytes(benchmark, "way", way)) + ")";
	}

	private static String startup(Figures figures) {
		Table table = new Table("way", "ready, ms", "", "first request answered, ms", "");
		String[] ways = { "boot", "`spring-boot-starter-opentelemetry`", "tracing", "our starter in place of it",
				"viewer", "the same, with the viewer", "both", "our starter beside it", "woven",
				"our starter, classes woven at build time", "load-time", "our starter, classes woven at load time",
				"agent", "the first, with OpenTelemetry's Java agent" };
		for (int i = 0; i < ways.length; i += 2) {
			Figure ready = figures.time("Startup.ready", "way", ways[i]);
			Figure answered = figures.time("Startup.answered", "way", ways[i]);
			table.row(ways[i + 1], ready.text(), ready.dividedBy(figures.time("Startup.ready", "way", "boot")).ratio(),
					answered.text(), answered.dividedBy(figures.time("Startup.answered", "way", "boot")).ratio());
		}
		return table.toString();
	}

	private static String store(Figures figures) {
		Table table = new Table("eleven spans, ns", "dropped", "recorded");
		table.row("the request", storeCell(figures, "request", "false"), storeCell(figures, "request", "true"));
		table.row("until the recorder has them", "", storeCell(figures, "requestUntilStored", "true"));
		return table.toString();
	}

	private static String storeCell(Figures figures, String method, String recorded) {
		return figures.time("StoreBenchmarks." + method, "recorded", recorded).text();
	}

	private static String storedSpans(Figures figures) {
		return new Table("a recorded span", "bytes").row("heap in use", figures.time("StoredSpansProgram.heap").text())
			.row("what `tracing.viewer.memory` counts", figures.time("StoredSpansProgram.estimate").text())
			.toString();
	}

	private static String virtualThreads(Figures figures) {
		Table table = new Table("virtual threads at once", "each, bare, ns", "each, with a traced call, ns",
				"left in memory, bytes per thread");
		for (String threads : Plot.THREADS) {
			table.row(String.format(java.util.Locale.ROOT, "%,d", Integer.parseInt(threads)),
					figures.time("VirtualThreadsProgram.bare", "threads", threads).text(),
					figures.time("VirtualThreadsProgram.traced", "threads", threads).text(),
					figures.time("VirtualThreadsProgram.memoryLeft", "threads", threads).text());
		}
		return table.toString();
	}

}
