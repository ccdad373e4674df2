package dev.tracing.matrix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Sends requests over the network, and knows nothing of traces.
 */
final class Browser {

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d+)");

	private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

	private final int port;

	Browser(int port) {
		this.port = port;
	}

	/**
	 * Sends a GET request and waits for the end of the response.
	 */
	HttpResponse<String> get(String path, String... headers) {
		return send(path, headers).join();
	}

	/**
	 * Sends a GET request, and goes away when a line of the body has come.
	 */
	void getFirstLine(String path) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path)
					.getBytes(StandardCharsets.US_ASCII));
			BufferedReader response = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			response.lines().filter((line) -> line.startsWith("data:")).findFirst().orElseThrow();
		}
	}

	/**
	 * Sends GET requests over one connection, without waiting for one's response before
	 * the next is sent.
	 * @return the status codes of the responses
	 */
	List<Integer> pipeline(String... paths) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			StringBuilder requests = new StringBuilder();
			for (int i = 0; i < paths.length; i++) {
				String connection = (i < paths.length - 1) ? "keep-alive" : "close";
				requests.append(
						"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n\r\n".formatted(paths[i], connection));
			}
			socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
			String responses = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			return STATUS.matcher(responses).results().map((status) -> Integer.valueOf(status.group(1))).toList();
		}
	}

	/**
	 * Sends a GET request.
	 * @return completes with the end of the response
	 */
	CompletableFuture<HttpResponse<String>> send(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofSeconds(30));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.sendAsync(request.build(), BodyHandlers.ofString());
	}

}
