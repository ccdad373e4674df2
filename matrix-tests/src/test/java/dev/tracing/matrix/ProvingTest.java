package dev.tracing.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test, by which a page of the documentation proves what it says.
 *
 * @param source the file with the test, relative to the project
 * @param name the name of the test
 */
record ProvingTest(Path source, String name) {

	private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

	private static final Pattern TEST = Pattern.compile("((?:@\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s+)+)"
			+ "(?:static )?(?:(?:void|fun) (\\w+)\\(|final ArchRule (\\w+) =)");

	private static final Pattern ROW = Pattern.compile("([a-z]\\d+)_.*");

	/**
	 * The tests of all modules of the build, from their sources, since most of them have
	 * not been compiled when the first is tested.
	 * @param project the directory of the project
	 */
	static List<ProvingTest> ofAllModules(Path project) throws IOException {
		List<ProvingTest> tests = new ArrayList<>();
		Matcher modules = MODULE.matcher(Files.readString(project.resolve("pom.xml")));
		while (modules.find()) {
			Path directory = project.resolve(modules.group(1)).resolve("src").resolve("test");
			for (Path source : sources(directory)) {
				Matcher candidates = TEST.matcher(Files.readString(source));
				while (candidates.find()) {
					if (candidates.group(1).contains("Test") && !candidates.group(1).contains("@Disabled")) {
						String method = candidates.group(2);
						tests.add(new ProvingTest(project.relativize(source),
								(method != null) ? method : candidates.group(3)));
					}
				}
			}
		}
		return tests;
	}

	/**
	 * The row of the matrix that the test proves, with which its name begins: {@code C5}
	 * of {@code c5_supplyAsync}.
	 * @return the row, or nothing if the test proves none
	 */
	Optional<String> row() {
		Matcher row = ROW.matcher(this.name);
		return row.matches() ? Optional.of(row.group(1).toUpperCase(Locale.ROOT)) : Optional.empty();
	}

	/**
	 * Where a reader finds the test: a link that is relative to the pages of the project.
	 */
	String place() {
		String file = this.source.getFileName().toString();
		String path = this.source.toString().replace('\\', '/');
		return "[%s](../%s)".formatted(file.substring(0, file.indexOf('.')), path);
	}

	private static List<Path> sources(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java") || file.toString().endsWith(".kt"))
				.sorted()
				.toList();
		}
	}

}
