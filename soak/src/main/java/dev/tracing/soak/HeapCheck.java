package dev.tracing.soak;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left on the heap after it has been cleared, while nothing runs.
 */
final class HeapCheck {

	private static final double MEGABYTE = 1024 * 1024;

	private final List<Double> samples = new ArrayList<>();

	/**
	 * Clears the heap, several times, since what was weakly held goes only then.
	 * @return the megabytes in use
	 */
	double sample() throws InterruptedException {
		for (int i = 0; i < 3; i++) {
			System.gc();
			Thread.sleep(50);
		}
		double used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
		this.samples.add(used);
		return used;
	}

	/**
	 * By how many megabytes the heap has grown, from the first third to the last.
	 * @param warmUp how many samples do not count
	 */
	double growth(int warmUp) {
		List<Double> counted = counted(warmUp);
		int third = Math.max(1, counted.size() / 3);
		return mean(counted.subList(counted.size() - third, counted.size())) - mean(counted.subList(0, third));
	}

	/**
	 * The slope of the line with the least squares.
	 * @param warmUp how many samples do not count
	 * @return megabytes for each sample
	 */
	double slope(int warmUp) {
		List<Double> counted = counted(warmUp);
		double middle = (counted.size() - 1) / 2.0;
		double mean = mean(counted);
		double products = 0;
		double squares = 0;
		for (int i = 0; i < counted.size(); i++) {
			products += (i - middle) * (counted.get(i) - mean);
			squares += (i - middle) * (i - middle);
		}
		return (squares > 0) ? products / squares : 0;
	}

	private List<Double> counted(int warmUp) {
		return this.samples.subList(Math.min(warmUp, this.samples.size() - 1), this.samples.size());
	}

	private static double mean(List<Double> samples) {
		return samples.stream().mapToDouble(Double::doubleValue).average().orElse(0);
	}

}
