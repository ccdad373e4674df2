package example;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import dev.tracing.trace.Trace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same with WebFlux, and with a job that recurs.
 */
class AgentWithWebFluxTests {

	private static final String JOB = "Job.run";

	private static ShopProcess shop;

	@BeforeAll
	static void startShop() throws IOException {
		shop = ShopProcess.start(List.of(), "--spring.main.web-application-type=reactive", "--job=true");
	}

	@AfterAll
	static void stopShop() {
		shop.close();
	}

	@ParameterizedTest
	@CsvSource({ "async, async, quoteLater", "monos, monos, mono", "fluxes, fluxes, flux" })
	void fiveCallsAreSiblings(String path, String search, String quote) throws Exception {
		assertThat(traceOf("/" + path)).hasTree("""
				GET /%s (server)
				└─ Search.%s
				   └─ Provider.%s ×5
				""".formatted(path, search, quote));
	}

	@Test
	void serverIsBelowClientBelowServer() throws Exception {
		assertThat(traceOf("/web-client/" + shop.port())).hasTree("""
				GET /web-client/{port} (server)
				└─ GET (client)
				   └─ GET /stored (server)
				      └─ Provider.stored
				         └─ SELECT * (client)
				""");
	}

	@Test
	void eachRunOfAJobIsATraceOfItsOwn() throws Exception {
		shop.awaitSpans("Provider.quote", 3);
		// the last may not have arrived as a whole
		List<Trace> runs = shop.traces().filter(AgentWithWebFluxTests::isRun).toList();
		assertThat(runs).hasSizeGreaterThan(1);
		for (Trace run : runs.subList(0, runs.size() - 1)) {
			assertThat(run).hasTree("""
					Job.run
					└─ Provider.quote
					""");
		}
	}

	private static Trace traceOf(String path) throws Exception {
		List<Trace> traces = shop.tracesOf(path).stream().filter((trace) -> !isRun(trace)).toList();
		assertThat(traces).hasSize(1);
		return traces.get(0);
	}

	private static boolean isRun(Trace trace) {
		return Stream.of(JOB, "Provider.quote").anyMatch((name) -> trace.root().span().name().equals(name));
	}

}
