package dev.tracing.viewertests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks over HTTP as a browser or a tool does.
 */
final class ViewerClient {

	private final HttpClient http = HttpClient.newHttpClient();

	private final String address;

	ViewerClient(int port) {
		this("localhost", port);
	}

	ViewerClient(String host, int port) {
		this.address = "http://" + host + ":" + port;
	}

	HttpResponse<String> get(String path, String... headers) {
		return send(request("GET", path, headers));
	}

	HttpResponse<String> send(String method, String path, String... headers) {
		return send(request(method, path, headers));
	}

	JsonNode json(String path) {
		HttpResponse<String> response = get(path, "Accept", "application/json");
		if (response.statusCode() != 200) {
			throw new AssertionError(path + " answers " + response.statusCode() + " " + response.body());
		}
		return JsonMapper.shared().readTree(response.body());
	}

	HttpClient http() {
		return this.http;
	}

	HttpRequest request(String method, String path, String... headers) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(this.address + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		return ((headers.length > 0) ? builder.headers(headers) : builder).build();
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.http.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
