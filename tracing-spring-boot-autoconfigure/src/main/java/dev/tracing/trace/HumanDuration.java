package dev.tracing.trace;

/**
 * Durations for people to read: {@code 850 ns}, {@code 3.1 ms}, {@code 212 ms},
 * {@code 12.5 s}, {@code 2 min 5 s}. The same in every locale.
 */
final class HumanDuration {

	private static final long MICROSECOND = 1_000;

	private static final long MILLISECOND = 1_000_000;

	private static final long SECOND = 1_000_000_000;

	static String of(long nanos) {
		if (nanos < MICROSECOND) {
			return nanos + " ns";
		}
		// what would be rounded up to 1000 is told in the next unit
		if (nanos < MILLISECOND - MICROSECOND / 2) {
			return decimal(nanos, MICROSECOND, 10) + " µs";
		}
		if (nanos < SECOND - MILLISECOND / 2) {
			return decimal(nanos, MILLISECOND, 10) + " ms";
		}
		if (nanos < 60 * SECOND - SECOND / 20) {
			return decimal(nanos, SECOND, 60) + " s";
		}
		long seconds = (nanos + SECOND / 2) / SECOND;
		if (seconds < 3600) {
			return seconds / 60 + " min " + seconds % 60 + " s";
		}
		return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
	}

	/**
	 * A range, or a single duration if both ends read the same.
	 */
	static String range(long shortestNanos, long longestNanos) {
		String shortest = of(shortestNanos);
		String longest = of(longestNanos);
		if (shortest.equals(longest)) {
			return longest;
		}
		String unit = longest.substring(longest.lastIndexOf(' '));
		boolean sameUnit = shortest.endsWith(unit) && shortest.indexOf(' ') == shortest.lastIndexOf(' ')
				&& longest.indexOf(' ') == longest.lastIndexOf(' ');
		return (sameUnit ? shortest.substring(0, shortest.length() - unit.length()) : shortest) + "–" + longest;
	}

	/**
	 * A number of units, with one decimal if it is small and the decimal is not zero.
	 */
	private static String decimal(long nanos, long unit, int small) {
		long tenths = (nanos + unit / 20) / (unit / 10);
		if (tenths < small * 10L && tenths % 10 != 0) {
			return tenths / 10 + "." + tenths % 10;
		}
		return Long.toString((nanos + unit / 2) / unit);
	}

	private HumanDuration() {
	}

}
