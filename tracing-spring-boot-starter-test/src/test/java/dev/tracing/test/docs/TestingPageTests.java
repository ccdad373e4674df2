package dev.tracing.test.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs/testing.md} shows is what runs: each snippet of Java is part of a test
 * of this module, and each message is one that a test expects.
 */
class TestingPageTests {

	private static final Pattern BLOCK = Pattern.compile("^```(java|text)\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	@ParameterizedTest
	@MethodSource("snippets")
	void aSnippetIsPartOfATest(String snippet) {
		assertThat(sources()).anySatisfy((source) -> assertThat(source).contains(snippet));
	}

	static Stream<String> snippets() {
		List<String> snippets = BLOCK.matcher(read(Path.of("../docs/testing.md")))
			.results()
			.map((block) -> normalize(block.group(2)))
			.toList();
		assertThat(snippets).hasSizeGreaterThan(8);
		return snippets.stream();
	}

	private static List<String> sources() {
		return Stream.of("src/test/java/dev/tracing/test", "src/test/resources/failures")
			.flatMap((directory) -> files(Path.of(directory)))
			.map((file) -> normalize(read(file)))
			.toList();
	}

	private static Stream<Path> files(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Takes the indentation away, which depends on where the text is.
	 */
	private static String normalize(String text) {
		return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

}
