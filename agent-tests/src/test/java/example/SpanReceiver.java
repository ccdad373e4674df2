package example;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import org.awaitility.Awaitility;

/**
 * An OTLP endpoint: where the agent sends its spans.
 */
final class SpanReceiver implements AutoCloseable {

	private final List<TraceSpan> received = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private SpanReceiver(HttpServer server) {
		this.server = server;
	}

	static SpanReceiver start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		SpanReceiver receiver = new SpanReceiver(server);
		server.createContext("/", receiver::receive);
		server.start();
		return receiver;
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Waits for a span. A span that ended before it has arrived then, too.
	 */
	void await(String attribute, String value) {
		await((spans) -> spans
			.anyMatch((span) -> value.equals(span.attributes().get(AttributeKey.stringKey(attribute)))));
	}

	void await(Predicate<Stream<TraceSpan>> condition) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> condition.test(this.received.stream()));
	}

	/**
	 * The traces that have arrived, in the order of their start.
	 */
	List<Trace> traces() {
		return Trace.group(this.received).stream().sorted(Comparator.comparingLong(Trace::startEpochNanos)).toList();
	}

	void clear() {
		this.received.clear();
	}

	private void receive(HttpExchange exchange) throws IOException {
		boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		try (exchange; InputStream body = exchange.getRequestBody()) {
			ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body)
				.getResourceSpansList()
				.forEach((resource) -> resource.getScopeSpansList().forEach(this::receive));
			exchange.sendResponseHeaders(200, -1);
		}
	}

	private void receive(ScopeSpans scope) {
		for (Span span : scope.getSpansList()) {
			this.received.add(read(scope.getScope().getName(), span));
		}
	}

	private static TraceSpan read(String scope, Span span) {
		TraceSpan.Builder builder = TraceSpan.builder(hex(span.getTraceId()), hex(span.getSpanId()), span.getName())
			.scopeName(scope)
			.kind(SpanKind.valueOf(span.getKind().name().substring("SPAN_KIND_".length())))
			.start(span.getStartTimeUnixNano())
			.end(span.getEndTimeUnixNano())
			.status(StatusCode.values()[span.getStatus().getCodeValue()], span.getStatus().getMessage());
		if (!span.getParentSpanId().isEmpty()) {
			builder.parent(hex(span.getParentSpanId()));
		}
		for (KeyValue attribute : span.getAttributesList()) {
			if (attribute.getValue().hasStringValue()) {
				builder.attribute(AttributeKey.stringKey(attribute.getKey()), attribute.getValue().getStringValue());
			}
			else if (attribute.getValue().hasIntValue()) {
				builder.attribute(AttributeKey.longKey(attribute.getKey()), attribute.getValue().getIntValue());
			}
		}
		return builder.build();
	}

	private static String hex(ByteString id) {
		return HexFormat.of().formatHex(id.toByteArray());
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
