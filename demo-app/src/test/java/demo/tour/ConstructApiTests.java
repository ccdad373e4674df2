package demo.tour;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import demo.tour.Construct.Loss;
import demo.tour.ConstructController.Listed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "tour.at-start=false")
class ConstructApiTests {

	/**
	 * The search and its ranking; five calls, each with its HTTP request as the client
	 * and as the server saw it.
	 */
	private static final int SPANS = 2 + 5 * 3;

	private static final boolean WOVEN = Boolean.getBoolean("woven");

	@LocalServerPort
	private int port;

	private RestTestClient client;

	@BeforeEach
	void setUp() {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port).build();
	}

	@Test
	void listsEveryConstructWithItsCode() {
		List<Listed> listed = this.client.get()
			.uri("/api/constructs")
			.exchangeSuccessfully()
			.expectBody(new ParameterizedTypeReference<List<Listed>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(listed).extracting(Listed::id)
			.containsExactly(Arrays.stream(Construct.values()).map(Construct::id).toArray(String[]::new));
		assertThat(listed).allSatisfy((construct) -> {
			assertThat(construct.title()).isNotBlank();
			assertThat(construct.explanation()).isNotBlank();
			assertThat(construct.code()).startsWith("@Service\n").doesNotContain("import ");
		});
		assertThat(listed).filteredOn((construct) -> !construct.seenByProxies())
			.extracting(Listed::lost)
			.hasSize(7)
			.allSatisfy((lost) -> {
				if (WOVEN) {
					assertThat(lost).isNull();
				}
				else {
					assertThat(lost).endsWith("./mvnw -q -Pdemo,woven starts this application woven.");
				}
			});
		assertThat(listed).filteredOn((construct) -> construct.unavailable() != null)
			.extracting(Listed::id)
			.isEqualTo(unavailable().map(Construct::id).toList());
	}

	@ParameterizedTest
	@MethodSource("right")
	void everyConstructMakesFiveSiblingsUnderTheSearch(Construct construct) {
		ConstructRun run = run(construct);
		assertFiveSiblings(construct, run);
		assertThat(run.traceId()).matches("[0-9a-f]{32}");
		assertThat(run.tree()).contains(run.traceId());
	}

	@ParameterizedTest
	@MethodSource("losing")
	@DisabledIfSystemProperty(named = "woven", matches = "true")
	void whatIsNotWovenIsToldWithItsLosses(Construct construct) {
		ConstructRun run = run(construct);
		assertThat(run.summary()).as(run.tree()).satisfies((summary) -> {
			assertThat(summary.made()).isEqualTo(5);
			assertThat(summary.calls()).isEqualTo(summary.siblings()).isZero();
			assertThat(summary.atOnce()).isZero();
		});
	}

	@Test
	void searchesThatRunTogetherDoNotMix() {
		ExecutorService clients = Executors.newFixedThreadPool(Construct.values().length);
		List<CompletableFuture<ConstructRun>> runs = right()
			.map((construct) -> CompletableFuture.supplyAsync(() -> run(construct), clients))
			.toList();
		assertThat(runs.stream().map(CompletableFuture::join).toList())
			.zipSatisfy(right().toList(), (run, construct) -> assertFiveSiblings(construct, run))
			.extracting(ConstructRun::traceId)
			.doesNotHaveDuplicates();
		clients.shutdown();
	}

	@Test
	void whatThisJvmCannotRunIsRefusedWithTheReason() {
		assertThat(unavailable()).allSatisfy((construct) -> this.client.post()
			.uri("/api/constructs/{id}/run", construct.id())
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectBody()
			.jsonPath("$.detail")
			.value((detail) -> assertThat(detail).asString().contains("Java 21")));
	}

	@Test
	void aConstructThatDoesNotExistIsNotFound() {
		this.client.post().uri("/api/constructs/none/run").exchange().expectStatus().isNotFound();
	}

	@Test
	void servesThePageAndWhatItNeeds() {
		Stream.of("/", "/tour.js", "/tour.css")
			.forEach((path) -> this.client.get().uri(path).exchange().expectStatus().isOk());
	}

	private static void assertFiveSiblings(Construct construct, ConstructRun run) {
		assertThat(run.summary()).as(run.tree()).satisfies((summary) -> {
			assertThat(summary.parent()).isEqualTo("TripSearch.search");
			assertThat(summary.made()).isEqualTo(5);
			assertThat(summary.calls()).isEqualTo(5);
			assertThat(summary.siblings()).isEqualTo(5);
			assertThat(summary.spans()).isEqualTo(SPANS);
			switch (construct) {
				case LOOP, TIMER -> assertThat(summary.atOnce()).isEqualTo(1);
				// a matter of what else the pool does, and of when the future completes
				case COMMON_POOL, PARALLEL_STREAM, SHARED_FUTURE -> assertThat(summary.atOnce()).isPositive();
				default -> assertThat(summary.atOnce()).isGreaterThan(1);
			}
		});
	}

	private ConstructRun run(Construct construct) {
		EntityExchangeResult<ConstructRun> result = this.client.post()
			.uri("/api/constructs/{id}/run", construct.id())
			.exchangeSuccessfully()
			.expectBody(ConstructRun.class)
			.returnResult();
		return result.getResponseBody();
	}

	private static Stream<Construct> right() {
		return Arrays.stream(Construct.values())
			.filter((construct) -> construct.unavailable() == null && (WOVEN || construct.loss() == null));
	}

	private static Stream<Construct> losing() {
		return Arrays.stream(Construct.values())
			.filter((construct) -> construct.loss() == Loss.OWN_TRACES || construct.loss() == Loss.SPANS);
	}

	private static Stream<Construct> unavailable() {
		return Arrays.stream(Construct.values()).filter((construct) -> construct.unavailable() != null);
	}

}
