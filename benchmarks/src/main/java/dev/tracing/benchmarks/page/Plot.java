package dev.tracing.benchmarks.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws the plots of the page, as SVG.
 */
final class Plot {

	static final List<String> THREADS = List.of("1000", "3000", "10000", "30000", "100000");

	private static final int WIDTH = 720;

	private static final int LABEL = 250;

	private final StringBuilder svg = new StringBuilder();

	private Plot() {
	}

	/**
	 * The plots, by the names of their files.
	 */
	static Map<String, String> all(Path results) {
		Map<String, String> all = new TreeMap<>();
		Figures call = Figures.read(results, "call");
		Figures boot = Figures.read(results, "call-boot");
		Figures opentelemetry = Figures.read(results, "call-opentelemetry");
		if (call != null && boot != null && opentelemetry != null) {
			all.put("performance-call.svg", calls(call, boot, opentelemetry));
		}
		Figures threads = Figures.read(results, "virtual-threads");
		if (threads != null) {
			all.put("performance-virtual-threads.svg", threads(threads));
		}
		return all;
	}

	private static String calls(Figures call, Figures boot, Figures opentelemetry) {
		List<Bar> bars = new ArrayList<>();
		String ours = "CallBenchmarks.request";
		bars.add(bar("proxies only", call, ours, "PROXY_ONLY"));
		bars.add(bar("@Traced, lazy logging", call, ours, "TRACED_LAZY_LOGGING"));
		bars.add(bar("spans by hand, Boot", call, ours, "BY_HAND"));
		bars.add(bar("@Traced", call, ours, "TRACED"));
		bars.add(bar("@WithSpan, OpenTelemetry's starter", opentelemetry, "OpenTelemetryCallBenchmarks.request",
				"STARTER"));
		bars.add(bar("@NewSpan, Micrometer", boot, "BootCallBenchmarks.request", "NEW_SPAN"));
		bars.add(bar("@Observed, Micrometer", boot, "BootCallBenchmarks.request", "OBSERVED"));
		return new Plot().bars("Nanoseconds for eleven spans: sampled (dark) and under an unsampled parent (light)",
				bars);
	}

	private static Bar bar(String label, Figures figures, String benchmark, String way) {
		return new Bar(label, figures.time(benchmark, "way", way, "sampled", "true").median(),
				figures.time(benchmark, "way", way, "sampled", "false").median());
	}

	private String bars(String title, List<Bar> bars) {
		int height = 50 + bars.size() * 44;
		begin(title, height);
		double greatest = bars.stream().mapToDouble(Bar::sampled).max().orElseThrow();
		double scale = (WIDTH - LABEL - 80) / greatest;
		int y = 46;
		for (Bar bar : bars) {
			text(LABEL - 8, y + 19, "end", bar.label());
			rectangle(y, bar.sampled() * scale, "#2563eb", number(bar.sampled()));
			rectangle(y + 17, bar.unsampled() * scale, "#93c5fd", number(bar.unsampled()));
			y += 44;
		}
		return end();
	}

	private static String threads(Figures figures) {
		Plot plot = new Plot();
		plot.begin("Nanoseconds per virtual thread: bare (light) and with a traced call (dark)", 330);
		double greatest = THREADS.stream()
			.mapToDouble((threads) -> figures.time("VirtualThreadsProgram.traced", "threads", threads).median())
			.max()
			.orElseThrow() * 1.1;
		plot.line(figures, "VirtualThreadsProgram.bare", greatest, "#93c5fd");
		plot.line(figures, "VirtualThreadsProgram.traced", greatest, "#2563eb");
		for (String threads : THREADS) {
			plot.text(x(threads), 318, "middle", number(Double.parseDouble(threads)));
		}
		return plot.end();
	}

	private void line(Figures figures, String benchmark, double greatest, String colour) {
		StringBuilder points = new StringBuilder();
		for (String threads : THREADS) {
			double value = figures.time(benchmark, "threads", threads).median();
			double y = 300 - value / greatest * 240;
			points.append(format("%.1f,%.1f ", x(threads), y));
			this.svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", x(threads), y, colour));
			text(x(threads), y - 9, "middle", number(value));
		}
		this.svg.append(format("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n",
				points.toString().strip(), colour));
	}

	private static double x(String threads) {
		return 60 + (Math.log10(Double.parseDouble(threads)) - 3) / 2 * (WIDTH - 120);
	}

	private void begin(String title, int height) {
		this.svg.append(format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
				+ "font-family=\"sans-serif\" font-size=\"13\">\n", WIDTH, height));
		this.svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
		text(16, 24, "start", title);
	}

	private void rectangle(int y, double width, String colour, String label) {
		this.svg.append(format("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"15\" fill=\"%s\"/>\n", LABEL, y, width,
				colour));
		text(LABEL + width + 6, y + 12, "start", label);
	}

	private void text(double x, double y, String anchor, String text) {
		this.svg.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#1f2937\">%s</text>\n", x, y,
				anchor, text));
	}

	private String end() {
		return this.svg.append("</svg>\n").toString();
	}

	private static String number(double value) {
		return format("%,.0f", value);
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	/**
	 * A bar of a plot.
	 */
	private record Bar(String label, double sampled, double unsampled) {
	}

}
