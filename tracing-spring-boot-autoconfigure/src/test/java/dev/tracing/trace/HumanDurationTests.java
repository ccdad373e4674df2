package dev.tracing.trace;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HumanDurationTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 ns", "999, 999 ns", "1000, 1 µs", "1449, 1.4 µs", "1450, 1.5 µs", "9949, 9.9 µs", "9950, 10 µs",
			"12_500, 13 µs", "999_499, 999 µs", "999_500, 1 ms", "3_140_000, 3.1 ms", "212_000_000, 212 ms",
			"999_499_999, 999 ms", "999_500_000, 1 s", "1_250_000_000, 1.3 s", "12_500_000_000, 12.5 s",
			"59_949_000_000, 59.9 s", "59_950_000_000, 1 min 0 s", "125_000_000_000, 2 min 5 s",
			"3599_400_000_000, 59 min 59 s", "3_600_000_000_000, 1 h 0 min", "90_000_000_000_000, 25 h 0 min" })
	void readsInTheUnitThatFits(String nanos, String expected) {
		assertThat(HumanDuration.of(Long.parseLong(nanos.replace("_", "")))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "42_000_000, 48_000_000, 42–48 ms", "42_100_000, 42_200_000, 42 ms",
			"850_000, 1_200_000, 850 µs–1.2 ms", "65_000_000_000, 125_000_000_000, 1 min 5 s–2 min 5 s",
			"5_000_000_000, 125_000_000_000, 5 s–2 min 5 s" })
	void readsARangeWithItsUnitOnce(String shortest, String longest, String expected) {
		assertThat(HumanDuration.range(Long.parseLong(shortest.replace("_", "")),
				Long.parseLong(longest.replace("_", ""))))
			.isEqualTo(expected);
	}

}
