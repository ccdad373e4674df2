package dev.tracing.export;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a Zipkin server shows of five calls that ran in parallel.
 */
@SpringBootTest(classes = Shop.class,
		properties = { "spring.test.tracing.export=true", "spring.application.name=shop" })
class ZipkinExportTests {

	private static ZipkinServer zipkin;

	@DynamicPropertySource
	static void startZipkin(DynamicPropertyRegistry properties) throws IOException {
		zipkin = ZipkinServer.start();
		properties.add("management.tracing.export.zipkin.endpoint", () -> zipkin.url() + "/api/v2/spans");
	}

	@AfterAll
	static void stopZipkin() {
		zipkin.close();
	}

	@Test
	void zipkinShowsFiveSiblingsBelowTheirParent(@Autowired Shop.Search search, @Autowired SdkTracerProvider provider) {
		search.search();
		provider.forceFlush();
		List<Map<String, Object>> spans = Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(this::stored, (found) -> found.size() == 6);
		Map<String, Object> root = spans.stream().filter((span) -> span.get("name").equals("search")).findAny().get();
		assertThat(root).doesNotContainKey("parentId");
		assertThat(spans).filteredOn((span) -> span != root).hasSize(5).allSatisfy((span) -> {
			assertThat(span).containsEntry("name", "quote")
				.containsEntry("parentId", root.get("id"))
				.containsEntry("traceId", root.get("traceId"));
			assertThat(span).extractingByKey("tags").asString().contains("destination=Bergen");
			assertThat(span).extractingByKey("localEndpoint").asString().contains("serviceName=shop");
		});
	}

	private List<Map<String, Object>> stored() {
		List<List<Map<String, Object>>> traces = RestClient.create(zipkin.url())
			.get()
			.uri("/api/v2/traces")
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});
		return (traces == null || traces.isEmpty()) ? List.of() : traces.get(0);
	}

}
