package dev.tracing.viewertests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.tracing.store.TraceRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser, and an application that it looks at.
 */
@SpringBootTest(classes = PageApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.traces.access=read-only",
				"management.endpoints.web.exposure.include=health,traces", "spring.application.name=shop" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageInBrowser {

	@Autowired
	TraceRecorder recorder;

	@LocalServerPort
	int port;

	ViewerClient application;

	Browser browser;

	@BeforeAll
	void openBrowser() {
		this.browser = Browser.open();
	}

	@AfterAll
	void closeBrowser() {
		if (this.browser != null) {
			this.browser.close();
		}
	}

	@BeforeEach
	void connect() {
		this.application = new ViewerClient(this.port);
	}

	@AfterEach
	void hasNotComplained() {
		assertThat(this.browser.complaints()).isEmpty();
		assertThat(
				(List<?>) this.browser.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)"))
			.allSatisfy((name) -> assertThat((String) name).startsWith(address("")));
	}

	/**
	 * Calls the application, waits until all of the trace has ended, and returns its id.
	 */
	String trace(String path) {
		assertThat(this.application.get(path).statusCode()).isEqualTo(200);
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		JsonNode trace;
		do {
			assertThat(this.recorder.flush(Duration.ofSeconds(30))).isTrue();
			trace = newest("http get " + path.replaceAll("\\?.*", ""));
		}
		while (!trace.get("state").asString().equals("done") && System.nanoTime() < deadline);
		assertThat(trace.get("state").asString()).isEqualTo("done");
		return trace.get("id").asString();
	}

	private JsonNode newest(String name) {
		return this.application.json("/actuator/traces")
			.get("traces")
			.valueStream()
			.filter((trace) -> trace.get("name").asString().equals(name))
			.max(Comparator.comparingLong((JsonNode trace) -> trace.get("startUs").asLong()))
			.orElseThrow();
	}

	/**
	 * Keeps what can be seen: for people to look at, and with a property for the
	 * documentation.
	 */
	void keep(String name) throws IOException {
		String folder = System.getProperty("viewer.images", "target/images/" + getClass().getSimpleName());
		Files.createDirectories(Path.of(folder));
		Files.write(Path.of(folder, name + ".png"), this.browser.picture());
	}

	/** Opens a trace, and waits until it is there and a row has the focus. */
	void open(String id, String params) {
		this.browser.go(page("#/t/" + id + params));
		this.browser.await("document.activeElement.getAttribute('role') === 'row'");
	}

	/** Clicks the row of a span. */
	void select(String span) {
		this.browser.elements(".trace .body [role=row]")
			.filter((row) -> String.valueOf(row.getAttribute("aria-label")).startsWith(span))
			.findFirst()
			.orElseThrow()
			.click();
		this.browser.await("document.activeElement.ariaLabel?.startsWith('" + span + "')");
	}

	String page(String hash) {
		return address("/actuator/traces/ui" + hash);
	}

	String address(String path) {
		return "http://localhost:" + this.port + path;
	}

}
