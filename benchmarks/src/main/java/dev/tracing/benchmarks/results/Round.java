package dev.tracing.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of a benchmark measured: for each of its ways some numbers.
 */
public final class Round {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String BYTES = "gc.alloc.rate.norm";

	private final List<Measured> all = new ArrayList<>();

	/**
	 * Adds what a program measured.
	 * @param benchmark the class and the method
	 * @param params its parameters
	 * @param unit the unit of the numbers
	 * @param values the numbers
	 */
	public void add(String benchmark, Map<String, String> params, String unit, double... values) {
		this.all.add(new Measured(benchmark, new TreeMap<>(params), unit, Arrays.stream(values).boxed().toList()));
	}

	/**
	 * Writes the numbers to a file from which {@link AddRound} reads them.
	 * @param file the file
	 */
	public void write(Path file) throws IOException {
		Files.writeString(file, JSON.writeValueAsString(this.all));
	}

	List<Measured> all() {
		return this.all;
	}

	/**
	 * Reads what a program wrote, or JMH.
	 */
	static Round read(Path file) throws IOException {
		Round round = new Round();
		for (JsonNode result : JSON.readTree(Files.readString(file))) {
			if (result.has("primaryMetric")) {
				round.addJmh(result);
			}
			else {
				round.all.add(JSON.treeToValue(result, Measured.class));
			}
		}
		return round;
	}

	private void addJmh(JsonNode result) {
		String[] name = result.get("benchmark").asString().split("\\.");
		String benchmark = name[name.length - 2] + "." + name[name.length - 1];
		Map<String, String> params = new TreeMap<>();
		if (result.has("params")) {
			result.get("params").forEachEntry((key, value) -> params.put(key, value.asString()));
		}
		addMetric(benchmark, params, result.get("primaryMetric"));
		JsonNode bytes = result.get("secondaryMetrics").get(BYTES);
		if (bytes != null) {
			addMetric(benchmark + ":" + BYTES, params, bytes);
		}
	}

	private void addMetric(String benchmark, Map<String, String> params, JsonNode metric) {
		List<Double> values = new ArrayList<>();
		for (JsonNode fork : metric.get("rawData")) {
			fork.forEach((iteration) -> values.add(iteration.asDouble()));
		}
		this.all.add(new Measured(benchmark, params, metric.get("scoreUnit").asString(), values));
	}

	/**
	 * The numbers of one benchmark.
	 *
	 * @param benchmark the class and the method
	 * @param params its parameters
	 * @param unit the unit of the numbers
	 * @param values the numbers
	 */
	record Measured(String benchmark, Map<String, String> params, String unit, List<Double> values) {
	}

}
