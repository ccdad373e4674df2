package dev.tracing.benchmarks.page;

import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What was aimed at before anything was measured, and what came out.
 */
final class Targets {

	private final Table table = new Table("target", "at most", "measured", "");

	private final Path results;

	Targets(Path results) {
		this.results = results;
	}

	String table() {
		call();
		handOff();
		reactor();
		startup();
		virtualThreads();
		return this.table.toString();
	}

	private void call() {
		Figures figures = Figures.read(this.results, "call");
		if (figures == null) {
			return;
		}
		Figure byHand = call(figures, "BY_HAND", "true");
		Figure proxy = call(figures, "PROXY_ONLY", "true");
		add("a sampled call, to spans by hand and the bare proxy", 1.10,
				call(figures, "TRACED", "true").dividedBy(byHand.plus(proxy)), figures);
		add("its bytes, to those of spans by hand", 1.10,
				figures.bytes("CallBenchmarks.request", "way", "TRACED", "sampled", "true")
					.dividedBy(figures.bytes("CallBenchmarks.request", "way", "BY_HAND", "sampled", "true")),
				figures);
		add("a sampled call with `tracing.logging.lazy`, to spans by hand", 0.75,
				call(figures, "TRACED_LAZY_LOGGING", "true").dividedBy(byHand), figures);
		Figure unsampled = call(figures, "TRACED", "false");
		add("an unsampled call, ns above the bare proxy", 15,
				unsampled.minus(call(figures, "PROXY_ONLY", "false")).times(1 / 11.0), figures);
		add("its bytes above the bare proxy", 0,
				figures.bytes("CallBenchmarks.request", "way", "TRACED", "sampled", "false")
					.minus(figures.bytes("CallBenchmarks.request", "way", "PROXY_ONLY", "sampled", "false"))
					.times(1 / 11.0),
				figures);
		add("an unsampled call, to unsampled spans by hand", 1, unsampled.dividedBy(call(figures, "BY_HAND", "false")),
				figures);
	}

	private static Figure call(Figures figures, String way, String sampled) {
		return figures.time("CallBenchmarks.request", "way", way, "sampled", sampled);
	}

	private void handOff() {
		Figures figures = Figures.read(this.results, "hand-off");
		if (figures == null) {
			return;
		}
		String decorator = "CONTEXT_PROPAGATING_TASK_DECORATOR";
		Figure added = Sections.added(figures, "STARTER", "true");
		add("a hand-off under an observation, to what Spring's decorator adds", 0.3,
				added.dividedBy(Sections.added(figures, decorator, "true")), figures);
		add("its bytes, to what Spring's decorator adds", 0.25, Sections.addedBytes(figures, "STARTER", "true")
			.dividedBy(Sections.addedBytes(figures, decorator, "true")), figures);
		add("the time with `tracing.logging.lazy`, to what Spring's decorator adds", 0.3,
				Sections.added(figures, "STARTER_LAZY_LOGGING", "true")
					.dividedBy(Sections.added(figures, decorator, "true")),
				figures);
		add("a hand-off under an observation, to what `Context.wrap` adds", 1.5,
				added.dividedBy(Sections.added(figures, "CONTEXT_WRAP", "true")), figures);
		add("a hand-off under a span only, to what `Context.wrap` adds", 1.5,
				Sections.added(figures, "STARTER", "false").dividedBy(Sections.added(figures, "CONTEXT_WRAP", "false")),
				figures);
	}

	private void reactor() {
		Figures figures = Figures.read(this.results, "reactor");
		if (figures == null) {
			return;
		}
		add("a traced `Mono`, to one with Micrometer's `tap`", 0.5,
				reactor(figures, "TRACED").dividedBy(reactor(figures, "TAPPED")), figures);
		add("an untraced `Mono` with the starter, to one with automatic propagation of some other value", 1.05,
				reactor(figures, "UNTRACED_WITH_STARTER").dividedBy(reactor(figures, "UNTRACED_CARRYING")), figures);
	}

	private static Figure reactor(Figures figures, String way) {
		return figures.time("ReactorBenchmarks.mono", "way", way);
	}

	private void startup() {
		Figures figures = Figures.read(this.results, "startup");
		if (figures != null) {
			add("the start of an application, to one with Spring Boot's own starter", 1.05,
					figures.time("Startup.ready", "way", "tracing")
						.dividedBy(figures.time("Startup.ready", "way", "boot")),
					figures);
		}
	}

	private void virtualThreads() {
		Figures figures = Figures.read(this.results, "virtual-threads");
		if (figures != null) {
			String traced = "VirtualThreadsProgram.traced";
			add("a virtual thread with a traced call, 100,000 at once, to 1,000 at once", 1.25,
					figures.time(traced, "threads", "100000").dividedBy(figures.time(traced, "threads", "1000")),
					figures);
		}
	}

	private void add(String target, double most, Figure figure, @Nullable Figures figures) {
		// what JMH counts of bytes is off by some thousandths
		boolean met = figure.median() <= ((most == 0) ? 0.01 : most);
		this.table.row(target, String.format(Locale.ROOT, (most % 1 == 0) ? "%.0f" : "%.2f", most), figure.ratio(),
				met ? "met" : "**missed**");
	}

}
