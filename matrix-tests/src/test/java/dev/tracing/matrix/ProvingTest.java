package dev.tracing.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test whose name begins with the row of the matrix that it proves, as in
 * {@code c5_supplyAsync}.
 *
 * @param row the row, as in {@code C5}
 * @param source the file with the test, relative to the project
 * @param name the name of the test
 */
record ProvingTest(String row, Path source, String name) {

	private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

	private static final Pattern TEST = Pattern
		.compile("((?:@\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s+)+)(?:void|fun) (([a-z]\\d+)_\\w+)\\(");

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
						tests.add(new ProvingTest(candidates.group(3).toUpperCase(Locale.ROOT),
								project.relativize(source), candidates.group(2)));
					}
				}
			}
		}
		return tests;
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
