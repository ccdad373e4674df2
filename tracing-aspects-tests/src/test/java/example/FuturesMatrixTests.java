package example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import com.sun.net.httpserver.HttpServer;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import example.woven.Futures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Rows C5 and D7: futures of the common pool, and continuations.
 */
@WovenTest
class FuturesMatrixTests {

	private final Futures futures = new Futures();

	@Autowired
	private RecordedTraces traces;

	@AfterEach
	void commonPoolHoldsNothing() {
		CommonPool.assertHoldsNothing();
	}

	@Test
	void c5_supplyAsync() {
		this.futures.supplyAsync();
		assertThat(this.traces.awaitOne()).hasTree("""
				Futures.supplyAsync
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c5_runAsync() {
		this.futures.runAsync();
		assertThat(this.traces.awaitOne()).hasTree("""
				Futures.runAsync
				└─ Leaf.work ×5 ∥
				""");
	}

	@Test
	void c5_onAnExecutorThatNoBeanKnows() {
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(3);
		this.futures.onAnExecutor(pool);
		assertThat(this.traces.awaitOne()).hasTree("""
				Futures.onAnExecutor
				└─ Leaf.work ×3 ∥
				""");
		pool.shutdown();
	}

	@Test
	void c5_futuresThatFollowEachOther() {
		this.futures.composed();
		assertThat(this.traces.awaitOne()).hasTree("""
				Futures.composed
				└─ Leaf.work ×3
				""");
	}

	@Test
	void c5_delayedExecutorsAndTimeouts() {
		this.futures.timed();
		assertThat(this.traces.awaitOne()).hasTree("""
				Futures.timed
				└─ Leaf.quick ×6
				""");
	}

	@Test
	void d7_continuationsOfAnHttpRequest() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 2);
			exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
			exchange.close();
		});
		server.start();
		URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
		try {
			assertThat(this.futures.get(HttpClient.newHttpClient(), uri)).hasSize(3).containsOnly("ok worked");
		}
		finally {
			server.stop(0);
		}
		assertThat(this.traces.awaitOne()).hasTree("""
				Futures.get
				├─ Leaf.work ×3 ∥
				└─ Leaf.quick ×3
				""");
	}

	@Test
	void d7_continuationsOfAFutureThatAnotherRequestCompletes() {
		CompletableFuture<String> shared = new CompletableFuture<>();
		CompletableFuture<String> failing = new CompletableFuture<>();
		List<CompletableFuture<?>> attached = this.futures.attach(shared, failing);
		this.futures.complete(shared, failing);
		attached.forEach(CompletableFuture::join);
		assertAttachedAndCompleted(attached.size());
	}

	@Test
	void d7_continuationsOfAStageThatIsNoCompletableFuture() {
		CompletableFuture<String> shared = new CompletableFuture<>();
		CompletableFuture<String> failing = new CompletableFuture<>();
		List<CompletableFuture<?>> attached = this.futures.attach(shared.minimalCompletionStage(),
				failing.minimalCompletionStage());
		this.futures.complete(shared, failing);
		attached.forEach(CompletableFuture::join);
		assertAttachedAndCompleted(attached.size());
	}

	@Test
	void d7_continuationsOfACachedFutureThatIsComplete() {
		CompletableFuture<String> cached = CompletableFuture.completedFuture("cached");
		CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException("failed"));
		List<CompletableFuture<?>> attached = this.futures.attach(cached, failed);
		attached.forEach(CompletableFuture::join);
		assertThat(this.traces.awaitOne()).hasTree("""
				Futures.attach
				└─ Leaf.quick ×%d
				""".formatted(attached.size()));
	}

	@Test
	void d7_continuationThatWasAttachedOutsideOfAnyTraceIsUnderNoRequestThatCompletes() {
		CompletableFuture<String> shared = new CompletableFuture<>();
		CompletableFuture<String> attached = this.futures.attachOutsideOfAnyTrace(shared);
		this.futures.complete(shared, new CompletableFuture<>());
		attached.join();
		assertThat(this.traces.await(2)).extracting((trace) -> trace.roots().get(0).name())
			.containsExactlyInAnyOrder("Futures.complete", "Leaf.quick");
	}

	@Test
	void futureItselfRefusesNull() {
		assertThatNullPointerException()
			.isThrownBy(() -> this.futures.attachNothing(CompletableFuture.completedFuture("done")));
	}

	private void assertAttachedAndCompleted(int leaves) {
		List<Trace> both = this.traces.await(2);
		assertThat(both).filteredOn((trace) -> trace.find("Futures.attach").isPresent())
			.singleElement()
			.satisfies((trace) -> assertThat(trace).hasTree("""
					Futures.attach
					└─ Leaf.quick ×%d
					""".formatted(leaves)));
		assertThat(both).filteredOn((trace) -> trace.find("Futures.complete").isPresent())
			.singleElement()
			.satisfies((trace) -> assertThat(trace).hasTree("Futures.complete"));
	}

}
