package dev.tracing.viewertests;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.tracing.store.TraceRecorder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the endpoint is there, what is said of it, and how it goes.
 */
@ExtendWith(OutputCaptureExtension.class)
class ViewerLifecycleTests {

	private static final String EXPOSED = "--management.endpoints.web.exposure.include=health,traces";

	private static final String READABLE = "--management.endpoint.traces.access=read-only";

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void isThereOnlyWhereItIsExposedAndAccessible(String stack) {
		for (String[] arguments : new String[][] { {}, { EXPOSED }, { READABLE },
				{ EXPOSED, READABLE, "--tracing.enabled=false" } }) {
			try (ConfigurableApplicationContext context = start(stack, arguments)) {
				assertThat(client(context).get("/actuator/traces").statusCode()).isEqualTo(404);
				assertThat(client(context).get("/actuator/traces/ui").statusCode()).isEqualTo(404);
				assertThat(context.getBeanProvider(TraceRecorder.class).getIfAvailable()).isNull();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void hasNoLatestTraceBeforeTheFirst(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE)) {
			assertThat(client(context).get("/actuator/traces/latest").statusCode()).isEqualTo(404);
			assertThat(client(context).json("/actuator/traces").get("traces")).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void saysWhereToLookAndWhoMay(String stack, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE)) {
			String port = context.getEnvironment().getProperty("local.server.port");
			assertThat(output).contains("spans go to http://localhost:" + port + "/actuator/traces/ui.")
				.contains("with neither DevTools nor Spring Security");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void doesNotWarnWhereNobodyElseCanConnect(String stack, CapturedOutput output) {
		start(stack, EXPOSED, READABLE, "--server.address=127.0.0.1").close();
		assertThat(output).contains("/actuator/traces/ui").doesNotContain("with neither DevTools");
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void answersUnderHostsThatAreAllowed(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE,
				"--tracing.viewer.allowed-hosts=traces.example")) {
			ViewerClient client = client(context);
			assertThat(client.get("/actuator/traces", "Host", "traces.example:80").statusCode()).isEqualTo(200);
			assertThat(client.get("/actuator/traces", "Host", "traces.example", "X-Forwarded-For", "10.0.0.1")
				.statusCode()).isEqualTo(200);
			assertThat(client.get("/actuator/traces", "Host", "other.example").statusCode()).isEqualTo(403);
			assertThat(client.get("/actuator/traces").statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void believesNoProxyWhereTheApplicationDoes(String stack) {
		for (String strategy : new String[] { "framework", "native" }) {
			try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE,
					"--server.forward-headers-strategy=" + strategy)) {
				ViewerClient client = client(context);
				// Tomcat does not let see whether it was told another address
				boolean unknown = strategy.equals("native") && stack.equals("servlet");
				assertThat(client.get("/actuator/traces").statusCode()).isEqualTo(unknown ? 403 : 200);
				assertThat(client.get("/actuator/traces", "X-Forwarded-For", "127.0.0.1").statusCode()).as(strategy)
					.isEqualTo(403);
				assertThat(client.get("/actuator/traces", "Host", "evil.example", "X-Forwarded-Host", "localhost")
					.statusCode()).as(strategy).isEqualTo(403);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void isFoundUnderOtherPaths(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE,
				"--management.endpoints.web.base-path=/manage",
				"--management.endpoints.web.path-mapping.traces=spans")) {
			ViewerClient client = client(context);
			assertThat(client.get("/manage/spans/ui").headers().firstValue("Content-Security-Policy")).isPresent();
			assertThat(client.get("/manage/spans", "Accept", "text/html").headers().firstValue("Location"))
				.hasValue("spans/ui");
			assertThat(client.get("/manage/spans", "Host", "evil.example").statusCode()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void givesUpTracesForThePageOnly(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED,
				"--management.endpoint.traces.access=unrestricted")) {
			ViewerClient client = client(context);
			assertThat(client.get("/buy").statusCode()).isEqualTo(200);
			TraceRecorder recorder = context.getBean(TraceRecorder.class);
			try (EventReader events = new EventReader(client, "/actuator/traces/events")) {
				String id = events
					.await("traces", (data) -> data.get("upserts").get(0).get("state").asString().equals("done"))
					.get("upserts")
					.get(0)
					.get("id")
					.asString();
				for (String[] headers : new String[][] { { "Sec-Fetch-Site", "cross-site" },
						{ "Sec-Fetch-Site", "same-site" }, { "Origin", "http://evil.example" }, { "Origin", "null" },
						{ "Host", "evil.example", "Sec-Fetch-Site", "same-origin" } }) {
					assertThat(client.send("DELETE", "/actuator/traces", headers).statusCode()).isEqualTo(403);
				}
				assertThat(recorder.find(id)).isPresent();
				assertThat(client.send("DELETE", "/actuator/traces", "Sec-Fetch-Site", "same-origin").statusCode())
					.isEqualTo(204);
				assertThat(events.await("evict", (data) -> true).get("ids").get(0).asString()).isEqualTo(id);
				assertThat(recorder.find(id)).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void tracesManagementEndpointsWhereAsked(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE,
				"--tracing.management-endpoints=true")) {
			ViewerClient client = client(context);
			try (EventReader events = new EventReader(client, "/actuator/traces/events")) {
				client.get("/actuator/health");
				events.await("traces",
						(data) -> data.get("upserts")
							.valueStream()
							.anyMatch((trace) -> trace.get("name").asString().contains("health")));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void tracesManagementEndpointsForWhomeverTraces(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE)) {
			ViewerClient client = client(context);
			try (EventReader events = new EventReader(client, "/actuator/traces/events")) {
				client.get("/actuator/health", "traceparent",
						"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
				events.await("traces", (data) -> data.get("upserts")
					.valueStream()
					.anyMatch((trace) -> trace.get("id").asString().equals("4bf92f3577b34da6a3ce929d0e0e4736")));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void keepsAsManyTracesAsAsked(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE, "--tracing.viewer.traces=7",
				"--tracing.viewer.memory=3MB", "--tracing.viewer.masking=none")) {
			JsonNode limits = client(context).json("/actuator/traces").get("limits");
			assertThat(limits.get("traces").asInt()).isEqualTo(7);
			assertThat(limits.get("bytes").asInt()).isEqualTo(3 * 1024 * 1024);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void isCompressedWhereTheApplicationCompresses(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE,
				"--server.compression.enabled=true", "--server.compression.min-response-size=1B")) {
			ViewerClient client = client(context);
			assertThat(
					client.get("/actuator/traces", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
				.hasValue("gzip");
			try (EventReader events = new EventReader(client, "/actuator/traces/events", "Accept-Encoding", "gzip")) {
				events.await("hello", (data) -> true);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void opensFiveStreamsAtMostAndNoticesWhoHasGone(String stack) {
		try (ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE)) {
			ViewerClient client = client(context);
			try (Closer streams = new Closer()) {
				for (int i = 0; i < 5; i++) {
					streams.add(new EventReader(client, "/actuator/traces/events")).await("hello", (data) -> true);
				}
				assertThat(client.get("/actuator/traces/events").statusCode()).isEqualTo(503);
			}
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
			boolean answered = false;
			while (!answered) {
				assertThat(System.nanoTime()).isLessThan(deadline);
				try (EventReader events = new EventReader(client, "/actuator/traces/events")) {
					answered = events.response().statusCode() == 200;
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void openStreamsDoNotHoldUpAGracefulShutdown(String stack) throws Exception {
		ConfigurableApplicationContext context = start(stack, EXPOSED, READABLE, "--server.shutdown=graceful",
				"--spring.lifecycle.timeout-per-shutdown-phase=120s");
		try (EventReader events = new EventReader(client(context), "/actuator/traces/events")) {
			events.await("hello", (data) -> true);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
			closed.get(Duration.ofSeconds(60).toMillis(), TimeUnit.MILLISECONDS);
			while (events.next() != null) {
				// until the stream has ended
			}
		}
	}

	private static ConfigurableApplicationContext start(String stack, String... arguments) {
		SpringApplication application = new SpringApplication(ViewerApplication.class);
		application
			.setDefaultProperties(java.util.Map.of("server.port", "0", "spring.main.web-application-type", stack));
		return application.run(arguments);
	}

	private static ViewerClient client(ConfigurableApplicationContext context) {
		return new ViewerClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

}
