package dev.tracing.benchmarks.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * A number as it was measured in each round.
 *
 * @param rounds the mean of each round
 */
record Figure(List<Double> rounds) {

	static Figure of(List<List<Double>> rounds) {
		return new Figure(rounds.stream()
			.map((round) -> round.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
			.toList());
	}

	Figure dividedBy(Figure other) {
		return with(other, (a, b) -> a / b);
	}

	Figure minus(Figure other) {
		return with(other, (a, b) -> a - b);
	}

	Figure plus(Figure other) {
		return with(other, Double::sum);
	}

	Figure times(double factor) {
		return new Figure(this.rounds.stream().map((value) -> value * factor).toList());
	}

	/**
	 * Compares what was measured in the same round.
	 */
	private Figure with(Figure other, DoubleBinaryOperator operator) {
		List<Double> result = new ArrayList<>();
		for (int i = 0; i < Math.min(this.rounds.size(), other.rounds.size()); i++) {
			result.add(operator.applyAsDouble(this.rounds.get(i), other.rounds.get(i)));
		}
		return new Figure(result);
	}

	double median() {
		List<Double> sorted = this.rounds.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	/**
	 * The median and, if there are several rounds, the least and the greatest.
	 */
	String text() {
		return text("%,.0f", "%,.1f");
	}

	String ratio() {
		return text("%.3f", "%.3f");
	}

	private String text(String large, String small) {
		double least = this.rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
		double greatest = this.rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
		String format = (Math.abs(median()) >= 20) ? large : small;
		String median = format(format, median());
		return (this.rounds.size() > 1)
				? median + " (" + format(format, least) + " to " + format(format, greatest) + ")" : median;
	}

	private static String format(String format, double value) {
		String text = String.format(Locale.ROOT, format, value);
		return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
	}

}
