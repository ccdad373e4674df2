package dev.tracing.viewertests;

import java.net.http.HttpResponse;
import java.time.Duration;

import dev.tracing.store.TraceRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

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

	JsonNode listed(String name) {
		return this.management.json("/actuator/traces")
			.get("traces")
			.valueStream()
			.filter((trace) -> trace.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	void buy() {
		assertThat(this.application.get("/buy").statusCode()).isEqualTo(200);
		assertThat(this.recorder.flush(Duration.ofSeconds(30))).isTrue();
	}

	private int port(String property) {
		return Integer.parseInt(this.environment.getRequiredProperty(property));
	}

}
