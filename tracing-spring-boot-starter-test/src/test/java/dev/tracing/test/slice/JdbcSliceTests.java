package dev.tracing.test.slice;

import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@JdbcTest
@Import(TripStore.class)
class JdbcSliceTests {

	@Test
	void recordsWhatIsTraced(@Autowired TripStore trips, @Autowired RecordedTraces traces) {
		assertThat(trips.count()).isEqualTo(42);
		assertThat(traces.awaitOne()).hasTree("TripStore.count");
	}

}
