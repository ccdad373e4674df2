package dev.tracing.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import dev.tracing.trace.TraceTextOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class TraceConsoleTests {

	private static final TraceTextOptions OPTIONS = TraceTextOptions.defaults().withBars(false);

	private final Trace trace = Trace.of(List.of(TraceSpan.builder("trace-1", "1", "root").start(0).end(2000).build(),
			TraceSpan.builder("trace-1", "2", "child").parent("1").start(500).end(1500).build()));

	@Test
	void printsATraceAsATree() {
		StringBuilder out = new StringBuilder();
		new TraceConsole(out, OPTIONS).finished(this.trace, false);
		assertThat(out).hasToString("""
				trace trace-1 · 2 µs · 2 spans
				root      2 µs
				└─ child  1 µs
				""");
	}

	@Test
	void printsInTheCharacterSetThatItIsTold() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(bytes, false, StandardCharsets.US_ASCII);
		new TraceConsole(out, StandardCharsets.UTF_8, OPTIONS).finished(this.trace, false);
		assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("└─ child  1 µs\n");
	}

	@Test
	void drawsWithAsciiWhereThereIsNothingElse() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new TraceConsole(new PrintStream(bytes), StandardCharsets.US_ASCII, OPTIONS.withBars(true).withWidth(35))
			.finished(this.trace, false);
		assertThat(bytes.toString(StandardCharsets.US_ASCII)).isEqualTo("""
				trace trace-1 - 2 us - 2 spans
				root      2 us  [#################]
				`- child  1 us  [    #########    ]
				""");
	}

	@Test
	void saysThatATraceIsPrintedAgain() {
		StringBuilder out = new StringBuilder();
		new TraceConsole(out, OPTIONS).finished(this.trace, true);
		assertThat(out).startsWith("(again, with spans that came late) trace trace-1 · ");
	}

	@Test
	void printsATraceInOneGo() {
		List<String> writes = new ArrayList<>();
		new TraceConsole(new Target() {
			@Override
			public Appendable append(CharSequence text) {
				writes.add(text.toString());
				return this;
			}
		}, OPTIONS).finished(this.trace, false);
		assertThat(writes).singleElement().asString().hasLineCount(3);
	}

	@Test
	void doesNotFailWhenNothingCanBePrinted() {
		TraceConsole console = new TraceConsole(new Target() {
			@Override
			public Appendable append(CharSequence text) throws IOException {
				throw new IOException("disk full");
			}
		}, OPTIONS);
		assertThatCode(() -> console.finished(this.trace, false)).doesNotThrowAnyException();
		assertThatCode(() -> console.finished(this.trace, false)).doesNotThrowAnyException();
	}

	private abstract static class Target implements Appendable {

		@Override
		public Appendable append(CharSequence text, int start, int end) throws IOException {
			return append(text.subSequence(start, end));
		}

		@Override
		public Appendable append(char character) throws IOException {
			return append(String.valueOf(character));
		}

	}

}
