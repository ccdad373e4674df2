package dev.tracing.export;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What arrives at an OTLP endpoint, with nothing set but the endpoint.
 */
@SpringBootTest(classes = Shop.class,
		properties = { "spring.test.tracing.export=true", "management.tracing.export.zipkin.enabled=false" })
class OtlpExportTests {

	private static final List<Span> received = new CopyOnWriteArrayList<>();

	private static HttpServer server;

	@DynamicPropertySource
	static void startServer(DynamicPropertyRegistry properties) throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/v1/traces", OtlpExportTests::receive);
		server.start();
		properties.add("management.opentelemetry.tracing.export.otlp.endpoint",
				() -> "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
	}

	@AfterAll
	static void stopServer() {
		server.stop(0);
	}

	@Test
	void fiveSiblingsArriveBelowTheirParent(@Autowired Shop.Search search, @Autowired SdkTracerProvider provider) {
		search.search();
		assertThat(provider.forceFlush().join(60, TimeUnit.SECONDS).isSuccess()).isTrue();
		assertThat(received).extracting(Span::getName)
			.containsExactlyInAnyOrder("search", "quote", "quote", "quote", "quote", "quote");
		Span root = received.stream().filter((span) -> span.getName().equals("search")).findAny().get();
		assertThat(root.getParentSpanId()).isEqualTo(ByteString.EMPTY);
		assertThat(received).filteredOn((span) -> span != root).allSatisfy((span) -> {
			assertThat(span.getParentSpanId()).isEqualTo(root.getSpanId());
			assertThat(span.getTraceId()).isEqualTo(root.getTraceId());
		});
	}

	private static void receive(HttpExchange exchange) throws IOException {
		boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		try (exchange; InputStream body = exchange.getRequestBody()) {
			ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body)
				.getResourceSpansList()
				.forEach((resource) -> resource.getScopeSpansList()
					.forEach((scope) -> received.addAll(scope.getSpansList())));
			exchange.sendResponseHeaders(200, -1);
		}
	}

}
