package dev.tracing.matrix.spring;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the spans are that Spring for GraphQL makes itself.
 */
class GraphQlPlacesTests {

	@Test
	void spansOfFieldsAreWhereTheyAreWithoutUs() throws Exception {
		Set<String> without = placesOfSpringsSpans("--tracing.enabled=false",
				"--management.tracing.sampling.probability=1.0");
		assertThat(without).contains("graphql query below secured request",
				"graphql field byMono below secured request");
		assertThat(placesOfSpringsSpans()).isEqualTo(without);
	}

	private static Set<String> placesOfSpringsSpans(String... arguments) throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(GraphQlMatrixTests.Application.class,
				Spans.class)
			.properties("server.port=0")
			.run(arguments)) {
			RestClient.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
				.post()
				.uri("/graphql")
				.contentType(MediaType.APPLICATION_JSON)
				.body("{\"query\": \"{ trips { byMono } }\"}")
				.retrieve()
				.toBodilessEntity();
			return context.getBean(Spans.class).placesOf("graphql ");
		}
	}

	static class Spans implements SpanProcessor {

		private final Queue<SpanData> ended = new ConcurrentLinkedQueue<>();

		private final CountDownLatch served = new CountDownLatch(1);

		Set<String> placesOf(String prefix) throws InterruptedException {
			assertThat(this.served.await(20, TimeUnit.SECONDS)).isTrue();
			Map<String, String> names = this.ended.stream()
				.collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
			return this.ended.stream()
				.filter((span) -> span.getName().startsWith(prefix))
				.map((span) -> span.getName() + " below " + names.get(span.getParentSpanId()))
				.collect(Collectors.toSet());
		}

		@Override
		public void onStart(Context parentContext, ReadWriteSpan span) {
		}

		@Override
		public boolean isStartRequired() {
			return false;
		}

		@Override
		public void onEnd(ReadableSpan span) {
			this.ended.add(span.toSpanData());
			if (span.getKind() == SpanKind.SERVER) {
				this.served.countDown();
			}
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

	}

}
