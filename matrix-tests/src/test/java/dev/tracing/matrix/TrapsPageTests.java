package dev.tracing.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of what usually goes wrong, against the tests of all modules.
 */
class TrapsPageTests {

	private static final Path PROJECT = Path.of("..");

	private static final Path PAGE = PROJECT.resolve(Path.of("docs", "traps.md"));

	private static final Pattern ROW = Pattern.compile("^\\| (T\\d+b?) \\|[^|]+\\|([^|]+)\\|$");

	private static final Pattern TESTS_OF_A_CLASS = Pattern.compile("(\\[\\w+]\\([^)]+\\)): (`\\w+`(?:, `\\w+`)*)");

	@Test
	void eachTrapHasATest() throws IOException {
		List<String> rows = rows().map((row) -> row.group(1)).toList();
		assertThat(rows).hasSizeGreaterThan(30).doesNotHaveDuplicates();
		assertThat(Files.readAllLines(PAGE).stream().filter((line) -> line.startsWith("| T"))).hasSameSizeAs(rows);
	}

	@Test
	void eachTestThatIsNamedIsThere() throws IOException {
		Set<String> tests = ProvingTest.ofAllModules(PROJECT)
			.stream()
			.map((test) -> test.place() + ": `" + test.name() + "`")
			.collect(Collectors.toSet());
		assertThat(rows().flatMap(TrapsPageTests::named)).allSatisfy((test) -> assertThat(tests).contains(test));
	}

	private static Stream<Matcher> rows() throws IOException {
		return Files.readAllLines(PAGE).stream().map(ROW::matcher).filter(Matcher::matches);
	}

	/**
	 * The tests that a row names, each with its class.
	 */
	private static Stream<String> named(Matcher row) {
		return Stream.of(row.group(2).strip().split("<br>")).flatMap((classWithTests) -> {
			Matcher tests = TESTS_OF_A_CLASS.matcher(classWithTests);
			assertThat(tests.matches()).as(classWithTests).isTrue();
			return Stream.of(tests.group(2).split(", ")).map((test) -> tests.group(1) + ": " + test);
		});
	}

}
