package dev.tracing.matrix.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The viewer behind Spring Security's own filter chain, over the network.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.traces.access=unrestricted",
				"management.endpoints.web.exposure.include=health,traces", "spring.security.user.name=ada",
				"spring.security.user.password=lovelace" })
abstract class ViewerSecurity {

	static final String ELSEWHERE = "shop.example";

	private static final String ADA = "Basic "
			+ Base64.getEncoder().encodeToString("ada:lovelace".getBytes(StandardCharsets.UTF_8));

	private static final String NOBODY = "Basic "
			+ Base64.getEncoder().encodeToString("ada:byron".getBytes(StandardCharsets.UTF_8));

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Test
	void whoHasLoggedInIsAnsweredUnderAnyNameAndThroughAProxy() {
		for (String path : List.of("", "/ui", "/ui/app.js")) {
			assertThat(status("GET", path, "Authorization", ADA)).as(path).isEqualTo(200);
			assertThat(status("GET", path, "Authorization", ADA, "Host", ELSEWHERE)).as(path).isEqualTo(200);
			assertThat(status("GET", path, "Authorization", ADA, "X-Forwarded-For", "10.0.0.1", "X-Forwarded-Host",
					ELSEWHERE))
				.as(path)
				.isEqualTo(200);
		}
	}

	@Test
	void whoCannotLogInIsNotAnswered() {
		for (String path : List.of("", "/ui", "/latest", "/events")) {
			HttpResponse<String> response = send("GET", path, "Authorization", NOBODY);
			assertThat(response.statusCode()).as(path).isEqualTo(401);
			assertThat(response.headers().firstValue("Content-Security-Policy")).as(path)
				.hasValueSatisfying((policy) -> assertThat(policy).contains("default-src 'none'"));
		}
		assertThat(status("DELETE", "", "Authorization", NOBODY, "Sec-Fetch-Site", "same-origin")).isIn(401, 403);
	}

	@Test
	void whoHasLoggedInIsSentEvents() throws Exception {
		HttpResponse<java.io.InputStream> response = this.client
			.send(request("GET", "/events", "Authorization", ADA, "Host", ELSEWHERE), BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		try (BufferedReader events = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			List<String> lines = new ArrayList<>();
			while (lines.stream().noneMatch((line) -> line.startsWith("data:"))) {
				lines.add(events.readLine());
			}
			assertThat(lines).contains("event:hello");
		}
	}

	int status(String method, String path, String... headers) {
		return send(method, path, headers).statusCode();
	}

	HttpResponse<String> send(String method, String path, String... headers) {
		try {
			return this.client.send(request(method, path, headers), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	static String[] asAda(String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("Authorization", ADA));
		return all.toArray(String[]::new);
	}

	private HttpRequest request(String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/traces" + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		return ((headers.length > 0) ? request.headers(headers) : request).build();
	}

	/**
	 * As Spring Boot secures an application that says nothing about it.
	 */
	abstract static class ByDefault extends ViewerSecurity {

		@Test
		void whoHasNotLoggedInIsNotAnswered() {
			for (String path : List.of("", "/ui", "/ui/app.js", "/latest", "/events")) {
				assertThat(status("GET", path, "Accept", "application/json")).as(path).isEqualTo(401);
			}
		}

		@Test
		void tracesAreGivenUpByNobodyWithoutATokenAgainstForgery() {
			// the error page of a servlet container asks for the password that was not
			// looked at
			assertThat(status("DELETE", "", asAda("Sec-Fetch-Site", "same-origin"))).isIn(401, 403);
		}

	}

	/**
	 * Where the application lets everybody through to the endpoint, and asks for no
	 * token.
	 */
	abstract static class Permitted extends ViewerSecurity {

		@Test
		void whoHasNotLoggedInIsAnsweredFromThisMachineOnly() {
			for (String path : List.of("", "/ui", "/ui/app.js")) {
				assertThat(status("GET", path)).as(path).isEqualTo(200);
				assertThat(status("GET", path, "Host", ELSEWHERE)).as(path).isEqualTo(403);
				assertThat(status("GET", path, "X-Forwarded-For", "127.0.0.1")).as(path).isEqualTo(403);
			}
			assertThat(status("GET", "/events", "Host", ELSEWHERE)).isEqualTo(403);
		}

		@Test
		void tracesAreGivenUpForThePageOnly() {
			assertThat(status("DELETE", "", asAda("Sec-Fetch-Site", "cross-site"))).isEqualTo(403);
			assertThat(status("DELETE", "", asAda("Origin", "http://evil.example"))).isEqualTo(403);
			assertThat(status("DELETE", "", "Host", ELSEWHERE, "Sec-Fetch-Site", "same-origin")).isEqualTo(403);
			assertThat(status("DELETE", "", asAda("Sec-Fetch-Site", "same-origin"))).isEqualTo(204);
		}

	}

}
