package dev.tracing.trace;

import java.util.List;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import org.junit.jupiter.api.Test;

import static dev.tracing.trace.SpanFixtures.running;
import static dev.tracing.trace.SpanFixtures.span;
import static dev.tracing.trace.SpanFixtures.trace;
import static org.assertj.core.api.Assertions.assertThat;

class TraceTextTests {

	private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("provider");

	private static final TraceTextOptions NARROW = TraceTextOptions.defaults().withWidth(60);

	private static final TraceTextOptions PLAIN = NARROW.withBars(false);

	@Test
	void tellsNamesDurationsAndBars() {
		assertThat(render(search(), NARROW)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 212 ms · 4 spans
				TripSearch.search         212 ms  ▕████████████████████████▏
				├─ Provider.quote ×2 ∥  42–48 ms  ▕ ██████                 ▏
				└─ Offers.rank              3 ms  ▕                     █  ▏""");
	}

	@Test
	void tellsWhatLooksWrongBelowTheTree() {
		Trace trace = trace(span("a", 0, 1000).parent("gone"), span("b", 0, 1000).parent("gone"),
				span("c", 0, 1000).parent("gone"), span("d", 0, 1000).parent("gone"));
		assertThat(render(trace, PLAIN.withFindings(true))).endsWith("""

				⚠ W1 parent missing: a has a parent of this process that was never recorded
				⚠ W1 parent missing: b has a parent of this process that was never recorded
				⚠ W1 parent missing: c has a parent of this process that was never recorded
				⚠ W1 parent missing: 1 more""");
		assertThat(render(trace, PLAIN)).doesNotContain("W1");
		assertThat(render(search(), PLAIN.withFindings(true))).isEqualTo(render(search(), PLAIN));
	}

	@Test
	void expandsAlikeSiblingsIfAsked() {
		assertThat(render(search(), PLAIN.withFold(false))).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 212 ms · 4 spans
				TripSearch.search    212 ms
				├─ Provider.quote ∥   48 ms
				├─ Provider.quote ∥   42 ms
				└─ Offers.rank         3 ms""");
	}

	@Test
	void tellsTheDurationsOfAllThatIsBelowAFoldedLine() {
		Trace trace = trace(span("root", 0, 3000), span("1", "a", 0, 1000).parent("root"),
				span("11", "b", 0, 100).parent("1"), span("12", "b", 200, 400).parent("1"),
				span("2", "a", 1000, 2000).parent("root"), span("21", "b", 1000, 1900).parent("2"),
				span("22", "b", 1900, 1950).parent("2"));
		assertThat(render(trace, NARROW)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 3 ms · 7 spans
				root             3 ms  ▕███████████████████████████████████▏
				└─ a ×2          1 ms  ▕████████████████████████           ▏
				   └─ b ×2  50–900 µs  ▕█████      ████████████            ▏""");
	}

	@Test
	void tellsAnErrorOnceAndMarksWhatItPassed() {
		Trace trace = trace(span("root", 0, 1000).status(StatusCode.ERROR, "no seats"),
				failing("a", 100).parent("root").status(StatusCode.ERROR, "no seats"),
				span("b", 600, 700).parent("root").status(StatusCode.ERROR, ""));
		assertThat(render(trace, PLAIN)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 1 ms · 3 spans · 3 errors
				root    1 ms  ✗ no seats
				├─ a  100 µs  ✗ IllegalStateException: no seats
				└─ b  100 µs  ✗ error""");
	}

	@Test
	void marksOnlyThePassageOfAnErrorThatIsToldBelow() {
		Trace trace = trace(failing("root", 0), failing("a", 0).parent("root"), failing("b", 0).parent("a"));
		assertThat(render(trace, PLAIN)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 100 µs · 3 spans · 3 errors
				root     100 µs  ✗
				└─ a     100 µs  ✗
				   └─ b  100 µs  ✗ IllegalStateException: no seats""");
	}

	@Test
	void tellsAnErrorOnceHoweverItsTypeWasWritten() {
		AttributeKey<String> type = AttributeKey.stringKey("error.type");
		Trace trace = trace(span("a", 0, 1000).status(StatusCode.ERROR, "").attribute(type, "shop.Seats$Sold"),
				span("b", 0, 1000).parent("a").status(StatusCode.ERROR, "").attribute(type, "shop.Seats.Sold"));
		assertThat(render(trace, PLAIN)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 1 ms · 2 spans · 2 errors
				a     1 ms  ✗
				└─ b  1 ms  ✗ Sold""");
	}

	@Test
	void doesNotFoldAFailureWithASuccess() {
		Trace trace = trace(span("root", 0, 1000), failing("1", 0).parent("root"),
				span("2", "1", 200, 300).parent("root"), span("3", "1", 300, 400).parent("root"));
		assertThat(render(trace, PLAIN)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 1 ms · 4 spans · 1 error
				root       1 ms
				├─ 1     100 µs  ✗ IllegalStateException: no seats
				└─ 1 ×2  100 µs""");
	}

	@Test
	void marksWhatWasCancelledWhatIsRunningAndWhatNobodyWaitedFor() {
		Trace trace = trace(span("GET /trips", 0, 10_000).kind(SpanKind.SERVER),
				span("quote", 0, 5000).parent("GET /trips").attribute(TracingAttributes.CANCELLED, true),
				span("audit", 9000, 30_000).parent("GET /trips"), running("sync", "sync", 6000).parent("GET /trips"));
		assertThat(render(trace, NARROW)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 30 ms · 4 spans
				GET /trips (server)  10 ms  ▕██████████                    ▏
				├─ quote              5 ms  ▕█████                         ▏  cancelled
				├─ audit ∥           21 ms  ▕         █████████████████████▏  detached
				└─ sync ∥            24 ms  ▕      ████████████████████████▏  running, detached""");
	}

	@Test
	void marksSpansWhoseParentIsMissing() {
		Trace trace = trace(span("root", 0, 1000), span("1", "leaf", 50, 1000).parent("gone"),
				span("2", "leaf", 100, 1000).parent("gone"));
		assertThat(render(trace, PLAIN)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 1 ms · 3 spans
				root                              1 ms
				leaf (parent missing) ×2 ∥  900–950 µs""");
	}

	@Test
	void tellsAttributesIfAsked() {
		Trace trace = trace(span("root", 0, 1000).attribute(PROVIDER, "all\nof them"),
				span("1", "a", 0, 1000).parent("root").attribute(PROVIDER, "Acme"),
				span("2", "a", 0, 1000).parent("root").attribute(PROVIDER, "Blue"));
		assertThat(render(trace, PLAIN.withAttributes(true))).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 1 ms · 3 spans
				root       1 ms
				│  provider = all\\nof them
				└─ a ×2 ∥  1 ms
				      provider = Acme | Blue""");
	}

	@Test
	void usesColoursOnlyIfAsked() {
		Trace trace = trace(span("root", 0, 1000), failing("a", 0).parent("root"));
		assertThat(render(trace, NARROW)).doesNotContain("\u001b");
		String coloured = render(trace, NARROW.withColour(true));
		assertThat(coloured).contains("\u001b[31ma\u001b[0m");
		assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(render(trace, NARROW));
	}

	@Test
	void letsANameThatIsTooLongMoveOnlyItsOwnLine() {
		String name = "n".repeat(70);
		Trace trace = trace(span("root", 0, 1000), span(name, 0, 1000).parent("root"));
		assertThat(render(trace, NARROW)).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 1 ms · 2 spans
				root  1 ms  ▕████████████████████████████████████████▏
				└─ %s  1 ms  ▕████████████████████████████████████████▏""".formatted(name));
	}

	@Test
	void countsTheLinesItDoesNotTell() {
		Trace trace = trace(span("root", 0, 1000), span("a", 0, 10).parent("root"), span("b", 20, 30).parent("root"),
				span("c", 40, 50).parent("root"));
		assertThat(render(trace, PLAIN.withMaxLines(2))).isEqualTo("""
				trace 4bf92f3577b34da6a3ce929d0e0e4736 · 1 ms · 4 spans
				root   1 ms
				├─ a  10 µs
				… 2 more lines""");
	}

	@Test
	void saysHowManySpansWereNotKept() {
		Trace trace = Trace.of(List.of(span("root", 0, 1000).build()), 0, 12);
		assertThat(render(trace, PLAIN))
			.startsWith("trace " + SpanFixtures.TRACE_ID + " · 1 ms · 1 span · 12 spans not kept");
	}

	@Test
	void cutsALongMessage() {
		Trace trace = trace(span("a", 0, 1000).status(StatusCode.ERROR, "x".repeat(199) + "\ud83d\ude00" + "y"));
		assertThat(render(trace, PLAIN)).endsWith("✗ " + "x".repeat(199) + "…(+3)");
	}

	@Test
	void numbersTheDepthOfADeepChainInsteadOfIndentingItFurther() {
		Trace trace = SpanFixtures.chain(100);
		List<String> lines = render(trace, PLAIN).lines().toList();
		assertThat(lines).hasSize(101);
		assertThat(lines.get(1 + 40)).startsWith("   ".repeat(39) + "└─ span 40 ");
		assertThat(lines.get(1 + 41)).startsWith("   ".repeat(40) + "[41] span 41 ");
		assertThat(lines.get(1 + 99)).startsWith("   ".repeat(40) + "[99] span 99 ");
	}

	private static Trace search() {
		return trace(span("search", "TripSearch.search", 0, 212_000),
				span("q1", "Provider.quote", 10_000, 58_000).parent("search"),
				span("q2", "Provider.quote", 10_100, 52_100).parent("search"),
				span("rank", "Offers.rank", 190_000, 193_000).parent("search"));
	}

	private static TraceSpan.Builder failing(String name, long from) {
		Attributes exception = Attributes.of(AttributeKey.stringKey("exception.type"),
				IllegalStateException.class.getName(), AttributeKey.stringKey("exception.message"), "no seats");
		return span(name, from, from + 100).status(StatusCode.ERROR, "")
			.events(List.of(new SpanEvent("exception", SpanFixtures.at(from + 90), exception)));
	}

	private static String render(Trace trace, TraceTextOptions options) {
		return new TraceText(options).render(trace);
	}

}
