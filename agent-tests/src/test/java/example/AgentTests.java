package example;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceSpan;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What arrives of an application with Spring MVC, and what it logs. A tree is the whole
 * of what a request made: no span is there twice, and none of another trace.
 */
class AgentTests {

	private static ShopProcess shop;

	@BeforeAll
	static void startShop() throws IOException {
		shop = ShopProcess.start(List.of());
	}

	@AfterAll
	static void stopShop() {
		shop.close();
	}

	@AfterEach
	void threadsHoldNothing() throws Exception {
		assertThat(shop.get("/clean").body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "async, async, quoteLater", "spring-pool, springPool, quoteTogether",
			"boots-executor, bootsExecutor, quoteTogether", "jdk-pool, jdkPool, quoteTogether",
			"own-executor, ownExecutor, quoteTogether", "monos, monos, mono", "fluxes, fluxes, flux",
			"common-pool, commonPool, quote" })
	void j1_fiveCallsAreSiblings(String path, String search, String quote) throws Exception {
		assertThat(traceOf("/" + path)).hasTree("""
				GET /%s (server)
				└─ Search.%s
				   └─ Provider.%s ×5
				""".formatted(path, search, quote));
	}

	@Test
	void j1_stagesOfFuturesAreSiblings() throws Exception {
		assertThat(traceOf("/futures")).hasTree("""
				GET /futures (server)
				└─ Search.futures
				   ├─ Provider.quoteTogether ×5
				   └─ Provider.stored ×5
				      └─ SELECT * (client)
				""");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void j1_virtualThreadsInherit() throws Exception {
		assertThat(traceOf("/virtual-threads")).hasTree("""
				GET /virtual-threads (server)
				└─ Search.virtualThreads
				   └─ Provider.quoteTogether ×5
				""");
		assertThat(shop.startupLine()).contains("virtual threads");
	}

	@Test
	void platformThreadsDoNotInherit() throws Exception {
		List<Trace> traces = shop.tracesOf("/threads");
		assertThat(traces).hasSize(2);
		assertThat(traces.get(0)).hasTree("""
				GET /threads (server)
				└─ Search.threads
				""");
		assertThat(traces.get(1)).hasTree("Provider.quote");
	}

	@ParameterizedTest
	@CsvSource({ "rest-client", "web-client" })
	void j1_serverIsBelowClientBelowServer(String client) throws Exception {
		assertThat(traceOf("/" + client + "/" + shop.port())).hasTree("""
				GET /%s/{port} (server)
				└─ GET (client)
				   └─ GET /stored (server)
				      └─ Provider.stored
				         └─ SELECT * (client)
				""".formatted(client));
	}

	@Test
	void clientIsBelowTheCallThatAsks() throws Exception {
		assertThat(traceOf("/asked/" + shop.port())).hasTree("""
				GET /asked/{port} (server)
				└─ Search.ask
				   └─ GET (client)
				      └─ GET /stored (server)
				         └─ Provider.stored
				            └─ SELECT * (client)
				""");
	}

	@Test
	void ownObservationsAreSpans() throws Exception {
		assertThat(traceOf("/observed")).hasTree("""
				GET /observed (server)
				└─ Search.observed
				   └─ own
				      └─ Provider.stored
				         └─ SELECT * (client)
				""");
	}

	@Test
	void callableIsBelowItsRequest() throws Exception {
		assertThat(traceOf("/callable")).hasTree("""
				GET /callable (server)
				└─ Provider.quote
				""");
	}

	@Test
	void exceptionsAreTheUsersOwn() throws Exception {
		assertThat(shop.get("/failing").body()).isEqualTo("true");
		assertThat(traceOf("/failing")).hasTree("""
				GET /failing (server)
				└─ Search.failing
				   └─ Provider.fail [error]
				""");
		assertThat(shop.get("/error-page").statusCode()).isEqualTo(500);
		assertThat(traceOf("/error-page")).hasTree("GET /error-page (server) [error]");
	}

	@Test
	void forgottenScopesDoNotBecomeParents() throws Exception {
		assertThat(traceOf("/leaking")).hasTree("""
				GET /leaking (server)
				├─ Provider.leak
				└─ Provider.quote
				""");
		for (int i = 0; i < 2 * ShopApplication.THREADS; i++) {
			assertThat(traceOf("/callable")).hasTree("""
					GET /callable (server)
					└─ Provider.quote
					""");
		}
	}

	@Test
	void j2_methodsWithTheAgentsAnnotationAreNestedAsWrittenAndHaveASpanOfEach() throws Exception {
		assertThat(traceOf("/annotated")).hasTree("""
				GET /annotated (server)
				└─ Search.annotated
				   ├─ Provider.quote
				   └─ Provider.annotated
				      └─ Provider.annotated
				""");
	}

	@Test
	void attributesOfScopesAreOnTracedCalls() throws Exception {
		assertThat(traceOf("/scoped")).hasTree("""
				GET /scoped (server)
				└─ Search.scoped
				   └─ Provider.quoteLater ×5 {tenant=acme}
				""");
	}

	@Test
	void linesHaveTheIdsOfTheirSpans() throws Exception {
		int before = shop.output().size();
		Trace trace = traceOf("/async");
		Predicate<String> last = (line) -> line.endsWith("handled");
		Awaitility.await().until(() -> shop.output().stream().skip(before).anyMatch(last));
		List<String> lines = shop.output().stream().skip(before).toList();
		TraceSpan request = trace.root().span();
		TraceSpan search = trace.find("Search.async").orElseThrow().span();
		assertThat(lines).filteredOn((line) -> line.contains("handle")).hasSize(2).allMatch(hasIdsOf(request));
		assertThat(lines).filteredOn((line) -> line.endsWith("before") || line.endsWith("after"))
			.hasSize(2)
			.allMatch(hasIdsOf(search));
		trace.findAll("Provider.quoteLater")
			.forEach((quote) -> assertThat(lines).filteredOn(hasIdsOf(quote.span()))
				.singleElement()
				.matches((line) -> line.endsWith("together")));
	}

	@Test
	void startupLineSaysWhoHasTheSpans() {
		assertThat(shop.startupLine())
			.contains("sampling is the agent's; spans go where OpenTelemetry's Java agent sends them.");
		// requests of other tests fail on purpose
		assertThat(shop.output().stream().takeWhile((line) -> !line.equals(shop.startupLine())))
			.noneMatch((line) -> line.contains("ERROR") || line.contains("|-WARN"));
	}

	private static Predicate<String> hasIdsOf(TraceSpan span) {
		return (line) -> line.contains("[" + span.traceId() + "-" + span.spanId() + "]");
	}

	private static Trace traceOf(String path) throws Exception {
		List<Trace> traces = shop.tracesOf(path);
		assertThat(traces).hasSize(1);
		return traces.get(0);
	}

}
