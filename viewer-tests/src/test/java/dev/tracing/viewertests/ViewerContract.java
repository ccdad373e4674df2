package dev.tracing.viewertests;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the endpoint does on every web server and port.
 */
@SpringBootTest(classes = ViewerApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.traces.access=read-only",
				"management.endpoints.web.exposure.include=health,traces", "spring.application.name=shop" })
abstract class ViewerContract {

	@Autowired
	TraceRecorder recorder;

	@Autowired
	Environment environment;

	ViewerClient application;

	ViewerClient management;

	@BeforeEach
	void open() {
		this.application = new ViewerClient(port("local.server.port"));
		this.management = new ViewerClient(port("local.management.port"));
	}

	@Test
	void servesThePage() {
		HttpResponse<String> response = this.management.get("/actuator/traces/ui", "Accept", "text/html");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
				(type) -> assertThat(type).startsWith("text/html").containsIgnoringCase("charset=utf-8"));
		assertThat(response.body()).contains("<!DOCTYPE html>");
	}

	@Test
	void servesTheScript() {
		HttpResponse<String> response = this.management.get("/actuator/traces/ui/app.js", "Accept", "*/*");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/javascript"));
		assertThat(response.body()).isNotBlank();
	}

	@Test
	void listsTraces() {
		buy();
		JsonNode list = this.management.json("/actuator/traces");
		assertThat(list.get("v").asInt()).isEqualTo(1);
		assertThat(list.get("app").asString()).isEqualTo("shop");
		assertThat(list.get("traces").valueStream().map((trace) -> trace.get("name").asString()))
			.contains("http get /buy");
	}

	@Test
	void tellsTheTreeOfATrace() {
		buy();
		String id = listed("http get /buy").get("id").asString();
		JsonNode trace = this.management.json("/actuator/traces/" + id);
		assertThat(trace.get("id").asString()).isEqualTo(id);
		JsonNode call = trace.get("spans").get(1);
		assertThat(trace.get("names").get(call.get("n").asInt()).asString()).isEqualTo("Stock.take");
		assertThat(call.get("p").asInt()).isZero();
	}

	@Test
	void tellsATraceAsText() {
		buy();
		String path = "/actuator/traces/" + listed("http get /buy").get("id").asString();
		assertThat(this.management.get(path, "Accept", "text/plain").body()).contains("http get /buy")
			.contains("└─ Stock.take");
		assertThat(this.management.get(path + "?format=text").body()).contains("└─ Stock.take");
	}

	@Test
	void tellsTheSpan() {
		buy();
		String id = listed("http get /buy").get("id").asString();
		JsonNode root = this.management.json("/actuator/traces/" + id).get("spans").get(0);
		JsonNode span = this.management.json("/actuator/traces/" + id + "/spans/" + root.get("id").asString());
		assertThat(span.get("name").asString()).isEqualTo("http get /buy");
		assertThat(span.get("otelKind").asString()).isEqualTo("SERVER");
		assertThat(span.get("attributes").size()).isEqualTo(root.get("attrs").asInt()).isPositive();
	}

	@Test
	void exportsATraceWithItsAttributes() {
		buy();
		String id = listed("http get /buy").get("id").asString();
		JsonNode root = this.management.json("/actuator/traces/" + id + "?format=export").get("spans").get(0);
		assertThat(root.get("attributes").size()).isPositive();
	}

	@Test
	void tellsWhatChangedSince() {
		buy();
		JsonNode before = this.management.json("/actuator/traces");
		assertThat(before.get("complete").asBoolean()).isTrue();
		buy();
		JsonNode changes = this.management.json("/actuator/traces?since=" + before.get("seq").asLong());
		assertThat(changes.get("complete").asBoolean()).isFalse();
		assertThat(changes.get("traces")).hasSize(1);
		assertThat(this.management.json("/actuator/traces?limit=1").get("traces")).hasSize(1);
	}

	@Test
	void doesNotShowWhatLooksAtIt() {
		this.management.get("/actuator/health");
		this.management.get("/actuator/traces/ui", "Accept", "text/html");
		buy();
		assertThat(this.management.json("/actuator/traces?limit=1000").get("traces").valueStream())
			.allSatisfy((trace) -> assertThat(trace.get("name").asString()).isEqualTo("http get /buy"));
	}

	@Test
	void protectsEveryAnswerAndNoOther() {
		for (String path : new String[] { "", "/ui", "/ui/app.js", "/latest", "/nothing" }) {
			HttpHeaders headers = this.management.get("/actuator/traces" + path).headers();
			assertThat(headers.firstValue("Content-Security-Policy")).as(path)
				.hasValueSatisfying((policy) -> assertThat(policy).contains("default-src 'none'")
					.contains("require-trusted-types-for 'script'"));
			assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
			assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).as(path).hasValue("same-origin");
			assertThat(headers.firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
		}
		assertThat(this.management.get("/actuator/health").headers().firstValue("Content-Security-Policy")).isEmpty();
	}

	@Test
	void filesAreAskedForAgainAndDataIsNotKept() {
		HttpHeaders file = this.management.get("/actuator/traces/ui/app.js").headers();
		assertThat(file.firstValue("Cache-Control")).hasValue("no-cache");
		String tag = file.firstValue("ETag").orElseThrow();
		assertThat(this.management.get("/actuator/traces/ui/app.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
		assertThat(this.management.get("/actuator/traces").headers().firstValue("Cache-Control")).hasValue("no-store");
	}

	@Test
	void leadsABrowserToThePage() {
		HttpResponse<String> response = this.management.get("/actuator/traces", "Accept",
				"text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location")).hasValue("traces/ui");
		assertThat(this.management.get("/actuator/traces/ui/").headers().firstValue("Location")).hasValue("../ui");
	}

	@Test
	void answersThisMachineUnderItsOwnNameOnly() {
		for (String host : new String[] { "localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080" }) {
			assertThat(this.management.get("/actuator/traces", "Host", host).statusCode()).as(host).isEqualTo(200);
		}
		for (String host : new String[] { "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080" }) {
			for (String path : new String[] { "", "/ui", "/latest", "/events", "/ui/app.js" }) {
				HttpResponse<String> response = this.management.get("/actuator/traces" + path, "Host", host);
				assertThat(response.statusCode()).as(host + path).isEqualTo(403);
				assertThat(response.body()).contains("tracing.viewer.allowed-hosts");
			}
		}
		assertThat(this.management.get("/actuator/health", "Host", "evil.example").statusCode()).isEqualTo(200);
	}

	@Test
	void believesNoProxy() {
		assertThat(this.management.get("/actuator/traces", "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(403);
		assertThat(this.management.get("/actuator/traces", "Forwarded", "for=127.0.0.1").statusCode()).isEqualTo(403);
		assertThat(this.management.get("/actuator/traces", "Host", "evil.example", "X-Forwarded-Host", "localhost")
			.statusCode()).isEqualTo(403);
	}

	@Test
	void doesNotAnswerOtherMachines() throws IOException {
		String address = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((found) -> found instanceof Inet4Address && !found.isLoopbackAddress())
			.map(InetAddress::getHostAddress)
			.findFirst()
			.orElse(null);
		assumeThat(address).as("an address that is not of the loopback interface").isNotNull();
		ViewerClient other = new ViewerClient(address, port("local.management.port"));
		assertThat(other.get("/actuator/health").statusCode()).isEqualTo(200);
		assertThat(other.get("/actuator/traces", "Host", "localhost").statusCode()).isEqualTo(403);
	}

	@Test
	void changesNothing() {
		buy();
		for (String method : new String[] { "POST", "DELETE", "PUT", "PATCH" }) {
			assertThat(this.management.send(method, "/actuator/traces").statusCode()).as(method).isEqualTo(405);
			assertThat(this.management.send(method, "/actuator/traces/latest").statusCode()).as(method).isEqualTo(405);
		}
		assertThat(this.management.json("/actuator/traces").get("traces")).isNotEmpty();
	}

	@Test
	void knowsNothingOfWhatDoesNotExist() {
		for (String path : new String[] { "/4bf92f3577b34da6a3ce929d0e0e4736", "/latest/spans/1", "/x/y", "/x/y/z/w",
				"/%00", "/%2e%2e", "/ui/nothing.js", "/ui/..%2fui%2fapp.js", "/ui/app.js/x", "/ui/%3Cscript%3E",
				"/ui/app", "/ui/app.class", "/" + "f".repeat(4000) }) {
			assertThat(this.management.get("/actuator/traces" + path).statusCode()).as(path).isIn(400, 404);
		}
		assertThat(this.management.get("/actuator/traces?since=x").statusCode()).isEqualTo(400);
		assertThat(this.management.json("/actuator/traces?since=-5&limit=-5").get("traces")).isEmpty();
	}

	@Test
	void sendsEventsOfWhatHappens() {
		long seq = this.management.json("/actuator/traces").get("seq").asLong();
		try (EventReader events = new EventReader(this.management, "/actuator/traces/events?since=" + seq, "Accept",
				"text/event-stream")) {
			assertThat(events.response().headers().firstValue("Content-Type"))
				.hasValueSatisfying((type) -> assertThat(type).startsWith("text/event-stream"));
			JsonNode hello = events.await("hello", (data) -> true);
			assertThat(hello.get("limits").get("spansPerTrace").asInt()).isEqualTo(10000);
			assertThat(this.application.get("/buy").statusCode()).isEqualTo(200);
			JsonNode traces = events.await("traces",
					(data) -> data.get("upserts").get(0).get("state").asString().equals("done"));
			assertThat(traces.get("upserts").get(0).get("name").asString()).isEqualTo("http get /buy");
			assertThat(events.await("stats", (data) -> true).get("kept").asInt()).isPositive();
		}
	}

	@Test
	void goesOnWhereAClientLeftOff() {
		buy();
		long seq = this.management.json("/actuator/traces").get("seq").asLong();
		buy();
		try (EventReader events = new EventReader(this.management, "/actuator/traces/events?since=0", "Last-Event-ID",
				Long.toString(seq))) {
			assertThat(events.await("traces", (data) -> true).get("upserts")).hasSize(1);
		}
	}

	JsonNode listed(String name) {
		return this.management.json("/actuator/traces")
			.get("traces")
			.valueStream()
			.filter((trace) -> trace.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Asks the application, and waits for the trace: the span of a request ends when the
	 * client has its answer already.
	 */
	void buy() {
		Set<String> before = finished();
		assertThat(this.application.get("/buy").statusCode()).isEqualTo(200);
		await("the trace of the request", () -> {
			assertThat(this.recorder.flush(Duration.ofSeconds(30))).isTrue();
			return !before.containsAll(finished());
		});
	}

	private Set<String> finished() {
		return this.recorder.finished().stream().map(Trace::id).collect(Collectors.toSet());
	}

	private static void await(String what, BooleanSupplier condition) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as(what).isLessThan(deadline);
		}
	}

	private int port(String property) {
		return Integer.parseInt(this.environment.getRequiredProperty(property));
	}

}
