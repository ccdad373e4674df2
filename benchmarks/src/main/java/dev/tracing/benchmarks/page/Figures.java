package dev.tracing.benchmarks.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

import dev.tracing.benchmarks.results.ResultFile;
import dev.tracing.benchmarks.results.ResultFile.Result;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one file of results.
 *
 * @param file the file's name
 * @param results what is in it
 */
record Figures(String file, ResultFile results) {

	private static final String BYTES = ":gc.alloc.rate.norm";

	/**
	 * Reads a file.
	 * @return the numbers, or null if they have not been measured
	 */
	static @Nullable Figures read(Path results, String part) {
		try {
			ResultFile file = ResultFile.read(results.resolve(part + ".json"));
			return (file != null) ? new Figures(part + ".json", file) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Figure time(String benchmark, String... params) {
		return find(benchmark, params);
	}

	Figure bytes(String benchmark, String... params) {
		return find(benchmark + BYTES, params);
	}

	private Figure find(String benchmark, String... params) {
		for (Result result : this.results.results()) {
			if (result.benchmark().equals(benchmark) && matches(result.params(), params)) {
				return Figure.of(result.rounds());
			}
		}
		throw new IllegalArgumentException(this.file + " has no " + benchmark + " " + String.join(", ", params));
	}

	private static boolean matches(Map<String, String> found, String... wanted) {
		for (int i = 0; i < wanted.length; i += 2) {
			if (!wanted[i + 1].equals(found.get(wanted[i]))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The file, and what it was measured on.
	 */
	String source() {
		int rounds = this.results.results().get(0).rounds().size();
		return "[%s](../benchmarks/results/%s): JDK %s, %d cores of an %s, %s, commit %s, %s, %s.".formatted(this.file,
				this.file, this.results.jdk(), this.results.cores(), this.results.processor(), this.results.os(),
				this.results.commit(), this.results.date(), (rounds > 1) ? rounds + " rounds" : "one round");
	}

}
