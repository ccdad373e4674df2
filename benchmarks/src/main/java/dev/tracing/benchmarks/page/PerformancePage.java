package dev.tracing.benchmarks.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page about performance. What is said in words is written by hand; the tables
 * between {@code <!-- NAME -->} and {@code <!-- end -->} and the plots are drawn.
 */
public final class PerformancePage {

	private static final Pattern MARKED = Pattern.compile("<!-- ([a-z-]+) -->\\n.*?<!-- end -->", Pattern.DOTALL);

	private PerformancePage() {
	}

	/**
	 * Draws the page and its plots anew.
	 * @param args the directory of the project
	 */
	public static void main(String[] args) throws IOException {
		for (Map.Entry<Path, String> file : drawn(Path.of(args[0])).entrySet()) {
			Files.writeString(file.getKey(), file.getValue());
		}
	}

	/**
	 * The files as they have to be.
	 * @param project the directory of the project
	 */
	static Map<Path, String> drawn(Path project) throws IOException {
		Path results = project.resolve(Path.of("benchmarks", "results"));
		Path page = project.resolve(Path.of("docs", "performance.md"));
		Map<Path, String> files = new LinkedHashMap<>();
		files.put(page, filled(Files.readString(page), new Sections(results).all()));
		Path images = project.resolve(Path.of("docs", "images"));
		Plot.all(results).forEach((name, svg) -> files.put(images.resolve(name), svg));
		return files;
	}

	private static String filled(String page, Map<String, String> sections) {
		return MARKED.matcher(page).replaceAll((mark) -> {
			String section = sections.get(mark.group(1));
			if (section == null) {
				throw new IllegalArgumentException("No section " + mark.group(1));
			}
			return Matcher.quoteReplacement("<!-- " + mark.group(1) + " -->\n" + section + "<!-- end -->");
		});
	}

}
