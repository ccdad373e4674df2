package dev.tracing.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.tracing.TracingAttributes;
import dev.tracing.store.StoredTrace;
import dev.tracing.store.TraceState;
import dev.tracing.trace.SpanEvent;
import dev.tracing.trace.SpanLink;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint's JSON looks like, byte by byte apart from white space, and that it
 * is described.
 */
class ViewerJsonTests {

	private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final long START = 1_795_353_891_200_000_000L;

	@Test
	void writesATreeAsAgreed() throws IOException {
		assertThat(read(new TraceJson(checkout(), false).toBytes())).isEqualTo(expected("trace.json"));
	}

	@Test
	void exportsWithAttributesAsAgreed() throws IOException {
		assertThat(read(new TraceJson(checkout(), true).toBytes())).isEqualTo(expected("export.json"));
	}

	@Test
	void listsATraceAsAgreed() throws IOException {
		JsonWriter json = new JsonWriter();
		SummaryJson.write(json, checkout());
		assertThat(read(json.toBytes())).isEqualTo(expected("summary.json"));
	}

	@Test
	void everyMemberIsDescribed() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "viewer-api.md"));
		Set<String> members = new TreeSet<>();
		for (String file : new String[] { "trace.json", "export.json", "summary.json" }) {
			addMembers(expected(file), members);
		}
		assertThat(members).isNotEmpty().allSatisfy((member) -> assertThat(page).contains("`" + member + "`"));
	}

	@Test
	void keepsTextsWhole() {
		String text = "\"\\/ \b\t\n\u0000 <script> ü ∥ 😀 \u2028 \ud83d";
		JsonWriter json = new JsonWriter();
		json.object(() -> json.member(text, text));
		JsonNode read = read(json.toBytes());
		assertThat(read.get(text).asString()).isEqualTo(text);
	}

	@Test
	void keepsNumbersThatJavaScriptCannot() {
		JsonWriter json = new JsonWriter();
		json.array(List.of(Long.MAX_VALUE, 1L << 53, (1L << 53) - 1, 1.5, Double.NaN, true, List.of("a", "b")),
				(value) -> SpanJson.value(json, value));
		assertThat(json).hasToString(
				"[\"9223372036854775807\",\"9007199254740992\",9007199254740991,1.5,\"NaN\",true,[\"a\",\"b\"]]");
	}

	@Test
	void writesTenThousandSiblingsInLittleSpace() {
		List<TraceSpan> spans = IntStream.range(0, 10_000)
			.mapToObj((i) -> span("%016x".formatted(i + 1), "child " + i % 10, i, i + 2)
				.parent((i == 0) ? "0" : "%016x".formatted(1))
				.thread(1 + i % 4, "pool-" + i % 4)
				.build())
			.toList();
		byte[] json = new TraceJson(new StoredTrace(1, TraceState.DONE, Trace.of(spans)), false).toBytes();
		assertThat(read(json).get("spans")).hasSize(10_000);
		assertThat(json.length).isLessThan(3_000_000);
	}

	private static StoredTrace checkout() {
		AttributeKey<String> exceptionType = AttributeKey.stringKey("exception.type");
		List<TraceSpan.Builder> spans = new ArrayList<>();
		spans.add(span("00000000000000a1", "GET /checkout", 0, 200).kind(SpanKind.SERVER)
			.remoteParent("00000000000000ff")
			.thread(1, "exec-1")
			.scopeName("org.springframework.boot")
			.attributes(Attributes.of(AttributeKey.stringKey("http.route"), "/checkout")));
		spans.add(span("00000000000000a2", "stock", 30, 60).parent("00000000000000a1")
			.thread(2, "pool-1")
			.attributes(Attributes.of(TracingAttributes.TASK_ID, 77L, TracingAttributes.TASK_QUEUE_TIME, 2_000_000L)));
		spans.add(span("00000000000000a3", "prices", 35, 120).parent("00000000000000a1")
			.thread(3, "pool-2")
			.kind(SpanKind.CLIENT)
			.status(StatusCode.ERROR, "refused")
			.events(List.of(new SpanEvent("exception", START + 50_000_000,
					Attributes.of(exceptionType, "java.net.ConnectException"))))
			.links(List.of(new SpanLink(TRACE_ID, "00000000000000ee", Attributes.empty()))));
		for (int i = 0; i < 5; i++) {
			spans.add(span("00000000000000b" + i, "SELECT item", 130 + 2 * i, 131 + 2 * i).parent("00000000000000a1")
				.thread(1, "exec-1")
				.kind(SpanKind.CLIENT)
				.attributes(Attributes.of(AttributeKey.stringKey("db.system.name"), "h2")));
		}
		spans.add(span("00000000000000a4", "audit", 185, 400).parent("00000000000000a1").thread(4, "async-1"));
		spans.add(span("00000000000000a5", "lost", 190, 195).parent("00000000000000dd").thread(4, "async-1"));
		return new StoredTrace(7, TraceState.DONE,
				Trace.of(spans.stream().map(TraceSpan.Builder::build).toList(), Long.MIN_VALUE, 3));
	}

	private static TraceSpan.Builder span(String id, String name, long fromMillis, long toMillis) {
		return TraceSpan.builder(TRACE_ID, id, name)
			.start(START + fromMillis * 1_000_000)
			.end(START + toMillis * 1_000_000);
	}

	private static void addMembers(JsonNode node, Set<String> members) {
		node.propertyStream().forEach((member) -> {
			members.add(member.getKey());
			// the names below are the application's, or a rule's
			if (!Set.of("attributes", "data").contains(member.getKey())) {
				addMembers(member.getValue(), members);
			}
		});
		node.valueStream().filter((element) -> node.isArray()).forEach((element) -> addMembers(element, members));
	}

	private static JsonNode read(byte[] json) {
		return JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
	}

	/**
	 * Where the format is changed on purpose, the files are what the failed test says it
	 * got, and the page is changed with them.
	 */
	private static JsonNode expected(String file) throws IOException {
		try (InputStream stream = ViewerJsonTests.class.getResourceAsStream(file)) {
			return JsonMapper.shared().readTree(stream);
		}
	}

}
