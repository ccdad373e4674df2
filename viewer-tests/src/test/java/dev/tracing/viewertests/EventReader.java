package dev.tracing.viewertests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a stream of server-sent events, as a browser does.
 */
final class EventReader implements AutoCloseable {

	private final HttpResponse<InputStream> response;

	private final BufferedReader lines;

	EventReader(ViewerClient client, String path, String... headers) {
		try {
			this.response = client.http().send(client.request("GET", path, headers), BodyHandlers.ofInputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
		this.lines = new BufferedReader(new InputStreamReader(this.response.body(), StandardCharsets.UTF_8));
	}

	HttpResponse<InputStream> response() {
		return this.response;
	}

	/**
	 * The next event, or null at the end of the stream.
	 */
	@Nullable Event next() {
		Event event = new Event("", "", null);
		try {
			String line;
			while ((line = this.lines.readLine()) != null) {
				if (line.isEmpty() && event.data != null) {
					return event;
				}
				event = event.with(line);
			}
			return null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * The next event of a name with data that match.
	 */
	JsonNode await(String name, Predicate<JsonNode> matching) {
		Event event;
		while ((event = next()) != null) {
			if (event.name.equals(name) && event.data != null && matching.test(event.data)) {
				return event.data;
			}
		}
		throw new AssertionError("The stream ended before an event " + name);
	}

	@Override
	public void close() {
		try {
			this.lines.close();
		}
		catch (IOException ex) {
			// it is closed all the same
		}
	}

	record Event(String id, String name, @Nullable JsonNode data) {

		private Event with(String line) {
			String value = line.substring(line.indexOf(':') + 1).trim();
			return switch (line.substring(0, Math.max(0, line.indexOf(':')))) {
				case "id" -> new Event(value, this.name, this.data);
				case "event" -> new Event(this.id, value, this.data);
				case "data" -> new Event(this.id, this.name, JsonMapper.shared().readTree(value));
				default -> this;
			};
		}

	}

}
