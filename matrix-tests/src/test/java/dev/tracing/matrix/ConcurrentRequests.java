package dev.tracing.matrix;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hundred requests at once, again and again for a while, each of which must have its
 * own tree with its own leaves in it and nobody else's.
 */
final class ConcurrentRequests {

	private static final AttributeKey<String> URL = AttributeKey.stringKey("http.url");

	private static final int REQUESTS = 100;

	private static final Duration BUDGET = Duration.ofSeconds(3);

	private final Browser browser;

	private final RecordedTraces traces;

	ConcurrentRequests(Browser browser, RecordedTraces traces) {
		this.browser = browser;
		this.traces = traces.within(Duration.ofSeconds(60));
	}

	/**
	 * Sends the requests, until the budget of time is spent but at least twice.
	 * @param path the path, in front of the number of the request
	 * @param tree the tree that each must have, in which {@code {request}} is the number
	 */
	void assertEachHasTree(String path, String tree) {
		long start = System.nanoTime();
		for (int round = 0; round < 2 || System.nanoTime() - start < BUDGET.toNanos(); round++) {
			List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, REQUESTS)
				.mapToObj((id) -> this.browser.send(path + id))
				.toList();
			responses.forEach((response) -> assertThat(response.join().statusCode()).isEqualTo(200));
			List<Trace> all = this.traces.await(REQUESTS);
			assertThat(all).extracting(ConcurrentRequests::id).doesNotHaveDuplicates();
			assertThat(all).allSatisfy((trace) -> assertThat(trace).hasTree(tree.replace("{request}", id(trace))));
		}
	}

	private static String id(Trace trace) {
		String path = String.valueOf(trace.root().span().attributes().get(URL));
		return path.substring(path.lastIndexOf('/') + 1);
	}

}
