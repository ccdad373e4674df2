package demo.trip;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Searches by constructs that no proxy can see: run on the classes as they are, and again
 * on woven ones.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "tour.at-start=false")
class UnseenSearchTests {

	private static final String COMPLETE = """
			TripSearch.search
			├─ Provider.quote ×5
			│  └─ http get (client)
			│     └─ http get /providers/{name}/quote (server)
			└─ Offers.rank
			""";

	private static final String WITHOUT_CALLS = """
			TripSearch.search
			└─ Offers.rank
			""";

	private static final String CALL = """
			Provider.quote
			└─ http get (client)
			   └─ http get /providers/{name}/quote (server)
			""";

	@Autowired
	private Map<String, TripSearch> searches;

	@Autowired
	private ThreadPoolTaskExecutor applicationTaskExecutor;

	@Autowired
	private RecordedTraces traces;

	@ParameterizedTest
	@ValueSource(strings = { "commonPoolSearch", "parallelStreamSearch", "newThreadSearch", "timerSearch",
			"localExecutorSearch", "selfInvocationSearch" })
	@EnabledIfSystemProperty(named = "woven", matches = "true")
	void wovenCallsAreSiblings(String search) {
		search(search);
		assertThat(this.traces.awaitOne()).hasTree(COMPLETE).spans("Provider.quote", (quotes) -> quotes.areSiblings());
	}

	@Test
	@EnabledIfSystemProperty(named = "woven", matches = "true")
	void wovenFunctionsOfASharedFutureAreInTheTraceOfTheCodeThatAttachedThem() throws InterruptedException {
		searchByASharedFuture();
		List<Trace> traces = this.traces.await(6);
		assertThat(searchIn(traces)).hasTree(COMPLETE);
		assertThat(othersIn(traces)).hasSize(5).allSatisfy((trace) -> assertThat(trace).hasTree("Sessions.open"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "commonPoolSearch", "newThreadSearch", "timerSearch", "localExecutorSearch" })
	@DisabledIfSystemProperty(named = "woven", matches = "true")
	void otherwiseEachCallBeginsATrace(String search) {
		search(search);
		List<Trace> traces = this.traces.await(6);
		assertThat(searchIn(traces)).hasTree(WITHOUT_CALLS);
		assertThat(othersIn(traces)).hasSize(5).allSatisfy((trace) -> assertThat(trace).hasTree(CALL));
	}

	@Test
	@DisabledIfSystemProperty(named = "woven", matches = "true")
	void otherwiseFunctionsOfASharedFutureAreInTheTraceOfWhoeverCompletesIt() throws InterruptedException {
		searchByASharedFuture();
		List<Trace> traces = this.traces.await(6);
		assertThat(searchIn(traces)).hasTree(WITHOUT_CALLS);
		assertThat(othersIn(traces)).hasSize(5).allSatisfy((trace) -> assertThat(trace).hasTree("""
				Sessions.open
				└─ Provider.quote
				   └─ http get (client)
				      └─ http get /providers/{name}/quote (server)
				"""));
	}

	@Test
	@DisabledIfSystemProperty(named = "woven", matches = "true")
	void otherwiseCallsOfAPrivateMethodHaveNoSpans() {
		search("selfInvocationSearch");
		assertThat(this.traces.awaitOne()).hasTree("""
				TripSearch.search
				├─ http get (client) ×5
				│  └─ http get /providers/{name}/quote (server)
				└─ Offers.rank
				""");
	}

	private void search(String search) {
		this.searches.get(search).search(new Trip("trace-of-" + search, "Lisbon", "Porto"));
	}

	/**
	 * Searches with sessions that are not opened before the search waits for them.
	 */
	private void searchByASharedFuture() throws InterruptedException {
		CountDownLatch waiting = new CountDownLatch(1);
		for (int i = 0; i < this.applicationTaskExecutor.getCorePoolSize(); i++) {
			this.applicationTaskExecutor.execute(() -> await(waiting));
		}
		Thread searching = new Thread(() -> search("sharedFutureSearch"));
		searching.start();
		Awaitility.await().until(() -> isIn(searching, "CompletableFuture", "join"));
		waiting.countDown();
		searching.join();
	}

	private static boolean isIn(Thread thread, String type, String method) {
		return Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().endsWith(type) && frame.getMethodName().equals(method));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Trace searchIn(List<Trace> traces) {
		return traces.stream().filter((trace) -> trace.find("TripSearch.search").isPresent()).findFirst().orElseThrow();
	}

	private static List<Trace> othersIn(List<Trace> traces) {
		return traces.stream().filter((trace) -> trace.find("TripSearch.search").isEmpty()).toList();
	}

}
