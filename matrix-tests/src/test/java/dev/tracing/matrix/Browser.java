package dev.tracing.matrix;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends requests over the network, and knows nothing of traces.
 */
final class Browser {

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
