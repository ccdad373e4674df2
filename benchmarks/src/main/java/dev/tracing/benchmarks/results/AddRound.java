package dev.tracing.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds a round to a file of results. The file begins anew where it was measured on
 * another machine, JDK or commit.
 */
public final class AddRound {

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

	private AddRound() {
	}

	/**
	 * Adds a round. To be run by the JDK that measured it.
	 * @param args the file with the round, the file of results, and the commit
	 */
	public static void main(String[] args) throws IOException {
		Path file = Path.of(args[1]);
		ResultFile here = new ResultFile(Runtime.version().toString(), processor(),
				Runtime.getRuntime().availableProcessors(),
				System.getProperty("os.name") + " " + System.getProperty("os.arch"), args[2],
				LocalDate.now(ZoneOffset.UTC).toString(), List.of());
		ResultFile before = ResultFile.read(file);
		((before != null && before.isLike(here)) ? before : here).with(Round.read(Path.of(args[0]))).write(file);
	}

	private static String processor() throws IOException {
		if (!Files.exists(PROCESSORS)) {
			return System.getProperty("os.arch");
		}
		try (Stream<String> lines = Files.lines(PROCESSORS)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
	}

}
