package dev.tracing.context;

import java.util.Map;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class TraceparentCheckTests {

	private static final String READABLE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	private final TraceparentCheck check = new TraceparentCheck();

	@BeforeEach
	void logDebugMessages() {
		this.logging.setLogLevel(TraceparentCheck.class.getName(), LogLevel.DEBUG);
	}

	@AfterEach
	void logAsBefore() {
		this.logging.setLogLevel(TraceparentCheck.class.getName(), null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
			"ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" })
	void tellsOfATraceparentThatIsMalformed(String traceparent, CapturedOutput output) {
		extract(Map.of("traceparent", traceparent));
		assertThat(output).contains(traceparent, "malformed");
	}

	@Test
	void aLongOneIsCutShortAndHasNoLinesOfItsOwn(CapturedOutput output) {
		extract(Map.of("traceparent", "line\nline" + "x".repeat(1000)));
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("traceparent"))
			.singleElement()
			.satisfies((line) -> assertThat(line).hasSizeLessThan(500));
	}

	@Test
	void hasNothingToTellOfAReadableOneOrNone(CapturedOutput output) {
		extract(Map.of("traceparent", READABLE));
		extract(Map.of());
		assertThat(output).isEmpty();
	}

	private void extract(Map<String, String> carrier) {
		Context context = Contexts.numbered(1);
		assertThat(this.check.extract(context, carrier, new Headers())).isSameAs(context);
	}

	private static final class Headers implements TextMapGetter<Map<String, String>> {

		@Override
		public Iterable<String> keys(Map<String, String> carrier) {
			return carrier.keySet();
		}

		@Override
		public String get(Map<String, String> carrier, String key) {
			return carrier.get(key);
		}

	}

}
