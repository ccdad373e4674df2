package dev.tracing.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.tracing.trace.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is said of each wrong tree. The files in {@code failures} have three parts: the
 * expected tree, the trace that was found, and the message.
 */
class TreeFailureTests {

	private static final Path FAILURES = Path.of("src/test/resources/failures");

	@ParameterizedTest
	@MethodSource("failures")
	void isTold(Path file) throws IOException {
		List<String> parts = List.of(Files.readString(file).split("\n--- (?:found|message)\n"));
		Trace found = TraceSketch.trace(parts.get(1));
		AssertionError failure = catchThrowableOfType(AssertionError.class,
				() -> assertThat(found).hasTree(parts.get(0)));
		if (Boolean.getBoolean("failures.update")) {
			Files.writeString(file, parts.get(0) + "\n--- found\n" + parts.get(1) + "\n--- message\n"
					+ ((failure != null) ? failure.getMessage() : "none") + "\n");
		}
		assertThat(failure).as(file.toString()).isNotNull();
		assertThat(failure).hasMessage(parts.get(2).stripTrailing());
	}

	static Stream<Path> failures() {
		try (Stream<Path> files = Files.list(FAILURES)) {
			return files.sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
