package example;

import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the agent was started with, and does nothing or less.
 */
class AgentSwitchedOffTests {

	@Test
	void springBootsSdkIsUsedWhereTheAgentIsSwitchedOff() throws Exception {
		SpanReceiver receiver = SpanReceiver.start();
		try (receiver;
				ShopProcess shop = ShopProcess.start(List.of("-Dotel.javaagent.enabled=false"),
						"--management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.url() + "/v1/traces",
						"--management.opentelemetry.tracing.export.schedule-delay=20ms")) {
			assertThat(shop.startupLine()).contains("sampling 100 %; spans go to " + receiver.url());
			shop.get("/async");
			receiver.await("uri", "/async");
			assertThat(receiver.traces()).singleElement()
				.satisfies((trace) -> dev.tracing.test.TraceAssertions.assertThat(trace).hasTree("""
						http get /async (server)
						└─ Search.async
						   └─ Provider.quoteLater ×5
						"""));
		}
	}

	@Test
	void nothingIsBrokenWhereTracingIsSwitchedOff() throws Exception {
		try (ShopProcess shop = ShopProcess.startWithout(List.of(), "--tracing.enabled=false")) {
			assertThat(shop.get("/failing").body()).isEqualTo("true");
			assertThat(shop.get("/rest-client/" + shop.port()).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void spanOfARequestIsSpringBootsWhereTheAgentMakesNone() throws Exception {
		try (ShopProcess shop = ShopProcess.start(List.of("-Dotel.instrumentation.tomcat.enabled=false",
				"-Dotel.instrumentation.servlet.enabled=false"))) {
			shop.get("/jdk-pool");
			shop.receiver().await("uri", "/jdk-pool");
			assertThat(shop.receiver().traces()).singleElement()
				.satisfies((trace) -> dev.tracing.test.TraceAssertions.assertThat(trace).hasTree("""
						http get /jdk-pool (server)
						└─ Search.jdkPool
						   └─ Provider.quoteTogether ×5
						"""));
		}
	}

	@Test
	void j2_theAgentsAnnotationMakesNoSpanWhereItIsSwitchedOff() throws Exception {
		try (ShopProcess shop = ShopProcess
			.start(List.of("-Dotel.instrumentation.opentelemetry-instrumentation-annotations.enabled=false"))) {
			assertThat(shop.tracesOf("/annotated")).singleElement()
				.satisfies((trace) -> dev.tracing.test.TraceAssertions.assertThat(trace).hasTree("""
						GET /annotated (server)
						├─ Provider.quote
						└─ Provider.annotated
						"""));
		}
	}

	@Test
	void startupLineDoesNotSayThatSpansAreTheAgentsWhereTheApplicationHasAnOpenTelemetryOfItsOwn() throws Exception {
		try (ShopProcess shop = ShopProcess.start(List.of(), "--shop.own-open-telemetry=true")) {
			assertThat(shop.startupLine()).contains("sampling is that of the application's own OpenTelemetry; "
					+ "spans go where that sends them, and the agent's where the agent sends them.");
		}
	}

	@Test
	void poolsCarryWhereTheAgentDoesNotSeeToIt() throws Exception {
		try (ShopProcess shop = ShopProcess.start(List.of("-Dotel.instrumentation.executors.enabled=false"))) {
			for (String path : List.of("spring-pool", "boots-executor", "jdk-pool", "async")) {
				assertThat(shop.tracesOf("/" + path)).as(path)
					.singleElement()
					.satisfies((trace) -> assertThat(trace.root().children()).singleElement()
						.satisfies((search) -> assertThat(search.children()).hasSize(5)));
			}
		}
	}

	@Test
	void emptyPlacesAreNamed() throws Exception {
		try (ShopProcess shop = ShopProcess.start(List.of(), "--tracing.console.enabled=true",
				"--management.endpoint.traces.access=read-only",
				"--management.endpoints.web.exposure.include=health,traces")) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(shop.output()).anyMatch((line) -> line
					.contains("OpenTelemetry's Java agent: it has the spans, so that the console, the endpoint traces "
							+ "will see none.")));
			shop.get("/async");
			assertThat(shop.get("/actuator/traces").body()).contains("\"recordedBy\":\"OpenTelemetry's Java agent\"")
				.contains("\"traces\":[]");
		}
	}

}
