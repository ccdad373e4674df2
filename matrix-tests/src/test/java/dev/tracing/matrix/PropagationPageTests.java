package dev.tracing.matrix;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that promises what is carried where, against the tests that prove it. Each row
 * of the page that this module has tests for names exactly those; run with
 * {@code -Dpropagation.page=write} to have them written.
 */
class PropagationPageTests {

	private static final Path PAGE = Path.of("..", "docs", "propagation.md");

	private static final Pattern ROW = Pattern.compile("^(\\| ([A-Z][0-9]*) \\|.*\\|)[^|]*\\|$");

	@Test
	void eachRowNamesTheTestsThatProveIt() throws IOException {
		Map<String, Set<String>> tests = tests();
		List<String> lines = Files.readAllLines(PAGE);
		List<String> proven = new ArrayList<>();
		for (String line : lines) {
			Matcher row = ROW.matcher(line);
			boolean ours = row.matches() && tests.containsKey(row.group(2));
			proven.add(ours ? row.group(1) + " " + String.join("<br>", tests.get(row.group(2))) + " |" : line);
		}
		if ("write".equals(System.getProperty("propagation.page"))) {
			Files.write(PAGE, proven);
		}
		assertThat(Files.readAllLines(PAGE)).isEqualTo(proven);
	}

	@Test
	void eachTestProvesARowOfThePage() throws IOException {
		List<String> rows = Files.readAllLines(PAGE)
			.stream()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.map((row) -> row.group(2))
			.toList();
		assertThat(rows).doesNotHaveDuplicates().containsAll(tests().keySet());
	}

	/**
	 * The names of the tests by the rows that they prove.
	 */
	private static Map<String, Set<String>> tests() throws IOException {
		Map<String, Set<String>> tests = new TreeMap<>();
		Path classes = Path.of("target", "test-classes", "dev", "tracing", "matrix");
		try (Stream<Path> files = Files.list(classes)) {
			for (Path file : files.filter((candidate) -> !candidate.toString().contains("$")).toList()) {
				for (Method method : type(file).getDeclaredMethods()) {
					for (MatrixRow row : method.getAnnotationsByType(MatrixRow.class)) {
						String name = "`" + type(file).getSimpleName() + "." + method.getName() + "`";
						tests.computeIfAbsent(row.value(), (key) -> new TreeSet<>()).add(name);
					}
				}
			}
		}
		return tests;
	}

	private static Class<?> type(Path file) {
		try {
			String name = file.getFileName().toString().replace(".class", "");
			return Class.forName("dev.tracing.matrix." + name, false, PropagationPageTests.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
