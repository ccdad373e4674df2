package dev.tracing.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tracing.benchmarks.results.Round.Measured;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rounds of one benchmark. What is compared with each other was measured in the same
 * rounds, one after the other, so that a machine that was slow for a while was so for
 * all.
 *
 * @param jdk the version of the JDK
 * @param processor the processor, as the operating system names it
 * @param cores how many of its cores there were
 * @param os the operating system
 * @param commit the commit of this project
 * @param date the day of the last round
 * @param results the numbers
 */
public record ResultFile(String jdk, String processor, int cores, String os, String commit, String date,
		List<Result> results) {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/**
	 * Reads a file.
	 * @param file the file
	 * @return what is in it, or null if there is no such file
	 */
	public static @Nullable ResultFile read(Path file) throws IOException {
		return Files.exists(file) ? JSON.readValue(Files.readString(file), ResultFile.class) : null;
	}

	void write(Path file) throws IOException {
		Files.writeString(file, JSON.writeValueAsString(this) + "\n");
	}

	/**
	 * Whether the rounds of the other were measured on the same.
	 */
	boolean isLike(ResultFile other) {
		return this.jdk.equals(other.jdk) && this.processor.equals(other.processor) && this.cores == other.cores
				&& this.commit.equals(other.commit);
	}

	/**
	 * Adds a round to those that there are.
	 */
	ResultFile with(Round round) {
		List<Result> all = new ArrayList<>(this.results);
		for (Measured measured : round.all()) {
			int index = indexOf(all, measured);
			if (index < 0) {
				all.add(new Result(measured.benchmark(), measured.params(), measured.unit(),
						List.of(measured.values())));
			}
			else {
				all.set(index, all.get(index).with(measured.values()));
			}
		}
		return new ResultFile(this.jdk, this.processor, this.cores, this.os, this.commit, this.date, all);
	}

	private static int indexOf(List<Result> results, Measured measured) {
		for (int i = 0; i < results.size(); i++) {
			if (results.get(i).benchmark().equals(measured.benchmark())
					&& results.get(i).params().equals(measured.params())) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * The numbers of one way.
	 *
	 * @param benchmark the class and the method, and what of it if that is not the time
	 * @param params its parameters
	 * @param unit the unit of the numbers
	 * @param rounds the numbers of each round
	 */
	public record Result(String benchmark, Map<String, String> params, String unit, List<List<Double>> rounds) {

		Result with(List<Double> round) {
			List<List<Double>> all = new ArrayList<>(this.rounds);
			all.add(round);
			return new Result(this.benchmark, this.params, this.unit, all);
		}

	}

}
