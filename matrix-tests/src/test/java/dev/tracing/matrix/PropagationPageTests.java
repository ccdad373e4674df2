package dev.tracing.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
		Map<String, List<ProvingTest>> tests = provingTests()
			.collect(Collectors.groupingBy((test) -> test.row().orElseThrow()));
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
		List<String> rows = rows().map((row) -> row.group(2)).toList();
		assertThat(rows).doesNotHaveDuplicates();
		assertThat(provingTests()).isNotEmpty()
			.allSatisfy((test) -> assertThat(rows).contains(test.row().orElseThrow()));
	}

	@Test
	void eachRowHasATest() throws IOException {
		Set<String> proven = provingTests().map((test) -> test.row().orElseThrow()).collect(Collectors.toSet());
		assertThat(rows().map((row) -> row.group(2))).isNotEmpty()
			.allSatisfy((row) -> assertThat(proven).contains(row));
	}

	private static Stream<MatchResult> rows() throws IOException {
		return Files.readAllLines(PAGE).stream().map(ROW::matcher).filter(Matcher::matches).map(Matcher::toMatchResult);
	}

	private static Stream<ProvingTest> provingTests() throws IOException {
		return ProvingTest.ofAllModules(PROJECT).stream().filter((test) -> test.row().isPresent());
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
