package dev.tracing.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that promises what is carried where, against the tests of all modules that
 * prove it. Each row of the page names exactly those; run with
 * {@code -Dpropagation.page=write} to have them written.
 */
class PropagationPageTests {

	private static final Path PROJECT = Path.of("..");

	private static final Path PAGE = PROJECT.resolve(Path.of("docs", "propagation.md"));

	private static final Pattern ROW = Pattern.compile("^(\\| ([A-Z][0-9]+) \\|.*\\|)[^|]*\\|$");

	@Test
	void eachRowNamesTheTestsThatProveIt() throws IOException {
		Map<String, List<ProvingTest>> tests = ProvingTest.ofAllModules(PROJECT)
			.stream()
			.collect(Collectors.groupingBy(ProvingTest::row));
		List<String> proven = new ArrayList<>();
		for (String line : Files.readAllLines(PAGE)) {
			Matcher row = ROW.matcher(line);
			proven.add(row.matches() ? row.group(1) + cell(tests.getOrDefault(row.group(2), List.of())) : line);
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
		assertThat(rows).doesNotHaveDuplicates();
		assertThat(ProvingTest.ofAllModules(PROJECT)).isNotEmpty()
			.allSatisfy((test) -> assertThat(rows).contains(test.row()));
	}

	private static String cell(List<ProvingTest> tests) {
		Map<String, String> names = tests.stream()
			.collect(Collectors.groupingBy(ProvingTest::place, TreeMap::new,
					Collectors.mapping((test) -> "`" + test.name() + "`", Collectors.joining(", "))));
		String places = names.entrySet()
			.stream()
			.map((place) -> place.getKey() + ": " + place.getValue())
			.collect(Collectors.joining("<br>"));
		return places.isEmpty() ? " |" : " " + places + " |";
	}

}
