package dev.tracing.soak;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How long the soak lasts, and what it is like.
 *
 * @param rounds how many rounds there are. After each, threads and memory are looked at
 * @param roundsToWarmUp how many of them, the first, say nothing about memory
 * @param round how long a round lasts
 * @param requests how many requests a round has at most
 * @param clients how many clients there are, each of which waits for its answer
 * @param seed what chance begins with: the same seed makes each client ask for the same
 * @param virtualThreads whether Spring Boot uses virtual threads
 * @param log whether the applications log, which is mostly failures that are meant
 * @param megabytes by how much the memory may grow
 */
record SoakOptions(int rounds, int roundsToWarmUp, Duration round, int requests, int clients, long seed,
		boolean virtualThreads, boolean log, double megabytes) {

	/**
	 * Reads the options.
	 * @throws IllegalArgumentException if there is one that is not known
	 */
	static SoakOptions of(String... arguments) {
		List<String> known = List.of("minutes", "rounds", "clients", "seed", "megabytes", "strict", "virtual", "log");
		for (String argument : arguments) {
			if (known.stream().noneMatch((name) -> argument.matches("--" + name + "(=[0-9.]+)?"))) {
				throw new IllegalArgumentException("Not an option: " + argument + ". There are " + known);
			}
		}
		double minutes = value("minutes", 10.0, Double::valueOf, arguments);
		int rounds = value("rounds", Math.max(6, (int) (minutes * 2)), Integer::valueOf, arguments);
		return new SoakOptions(rounds, Math.max(1, rounds / 5), Duration.ofMillis((long) (minutes * 60_000 / rounds)),
				Integer.MAX_VALUE, value("clients", 24, Integer::valueOf, arguments),
				value("seed", System.nanoTime(), Long::valueOf, arguments),
				Arrays.asList(arguments).contains("--virtual"), Arrays.asList(arguments).contains("--log"),
				value("megabytes", 4.0, Double::valueOf, arguments));
	}

	private static <T> T value(String name, T otherwise, Function<String, T> read, String... arguments) {
		String prefix = "--" + name + "=";
		return Arrays.stream(arguments)
			.filter((argument) -> argument.startsWith(prefix))
			.map((argument) -> read.apply(argument.substring(prefix.length())))
			.findFirst()
			.orElse(otherwise);
	}

}
