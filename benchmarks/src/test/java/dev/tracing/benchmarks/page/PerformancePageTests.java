package dev.tracing.benchmarks.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about performance against the files of results; {@code benchmarks/page} draws
 * it anew.
 */
class PerformancePageTests {

	private static final Path PROJECT = Path.of("..");

	@Test
	void tablesAndPlotsSayWhatTheFilesOfResultsSay() throws IOException {
		Map<Path, String> drawn = PerformancePage.drawn(PROJECT);
		assertThat(drawn).isNotEmpty();
		for (Map.Entry<Path, String> file : drawn.entrySet()) {
			assertThat(file.getKey()).hasContent(file.getValue());
		}
	}

	@Test
	void eachTableHasItsPlaceOnThePage() throws IOException {
		String page = Files.readString(PROJECT.resolve(Path.of("docs", "performance.md")));
		assertThat(new Sections(PROJECT.resolve(Path.of("benchmarks", "results"))).all().keySet())
			.allSatisfy((name) -> assertThat(page).contains("<!-- " + name + " -->"));
	}

}
