package dev.tracing.soak;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The soak for a moment, so that it is known to work: a number of requests, however long
 * they take. What the memory does cannot be told from that.
 */
class SoakTests {

	@Test
	void aMomentOfTheSoakIsRight() throws Exception {
		Summary summary = Soak.run(new SoakOptions(2, 1, Duration.ofMinutes(5), 300, 8, 1, false, false, 2));
		assertThat(summary.wrongTraces()).as("%s", summary).isZero();
		assertThat(summary.leakedContexts()).as("%s", summary).isZero();
		assertThat(summary.rightTraces()).isGreaterThan(500);
	}

}
