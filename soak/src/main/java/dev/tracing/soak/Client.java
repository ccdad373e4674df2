package dev.tracing.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Asks an application for constructs by chance, again and again, and says what trace must
 * come of it. At times it goes away in the middle.
 */
final class Client {

	private static final int MAX_CONSTRUCTS = 4;

	private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

	private final Random random;

	private final String name;

	private final TraceCheck traces;

	private final List<Target> targets;

	private int requests;

	Client(String name, long seed, TraceCheck traces, List<Target> targets) {
		this.name = name;
		this.random = new Random(seed);
		this.traces = traces;
		this.targets = targets;
	}

	/**
	 * Makes the next request, and waits for its answer.
	 */
	void next() throws InterruptedException {
		Target target = any(this.targets);
		RequestKind kind = any(target.kinds());
		List<Construct> constructs = new ArrayList<>(target.constructs());
		Collections.shuffle(constructs, this.random);
		constructs = kind.endless() ? List.of() : constructs.subList(0, 1 + this.random.nextInt(MAX_CONSTRUCTS));
		String request = this.name + "-" + this.requests++;
		String run = constructs.stream()
			.map((construct) -> URLEncoder.encode(construct.name(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&run="));
		String uri = "/" + kind.path() + "/" + request + "?run=" + run;
		boolean leaves = kind.endless() || this.random.nextInt(20) == 0;
		try {
			if (leaves) {
				this.traces.expect(kind.left(request, constructs));
				leave(target.port(), uri, kind.endless());
			}
			else {
				this.traces.expect(kind.expected(request, constructs));
				answer(target.port(), uri, kind.status());
			}
		}
		catch (IOException ex) {
			this.traces.wrong(request + ": " + ex);
		}
	}

	private void answer(int port, String uri, int status) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + uri))
			.timeout(Duration.ofSeconds(30));
		if (this.random.nextInt(4) == 0) {
			request.header("traceparent", "00-" + hex(16) + "-" + hex(8) + "-01");
		}
		int answered = this.client.send(request.build(), BodyHandlers.ofString()).statusCode();
		if (answered != status) {
			this.traces.wrong(uri + " was answered with " + answered + " instead of " + status);
		}
	}

	/**
	 * Goes away when an event has come, or after a moment.
	 */
	private void leave(int port, String uri, boolean afterEvent) throws IOException, InterruptedException {
		try (Socket socket = new Socket("localhost", port)) {
			if (this.random.nextBoolean()) {
				// has the server told at once
				socket.setSoLinger(true, 0);
			}
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(uri).getBytes(StandardCharsets.US_ASCII));
			if (afterEvent) {
				new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).lines()
					.filter((line) -> line.startsWith("data:"))
					.findFirst()
					.orElseThrow(() -> new IOException("No event"));
			}
			else {
				Thread.sleep(this.random.nextInt(15));
			}
		}
	}

	private String hex(int bytes) {
		byte[] id = new byte[bytes];
		this.random.nextBytes(id);
		return HexFormat.of().formatHex(id);
	}

	private <T> T any(List<T> choice) {
		return choice.get(this.random.nextInt(choice.size()));
	}

	/**
	 * An application.
	 *
	 * @param port its port
	 * @param kinds the kinds of requests that it answers
	 * @param constructs the constructs that it knows
	 */
	record Target(int port, List<RequestKind> kinds, List<Construct> constructs) {
	}

}
