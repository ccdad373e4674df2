package example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tracing.trace.Trace;

/**
 * The shop in a JVM of its own that was started with the agent.
 */
final class ShopProcess implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("(?:Tomcat|Netty) started on port (\\d+)");

	private static final String STARTUP_LINE = "; spans go ";

	private final SpanReceiver receiver = SpanReceiver.start();

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final Process process;

	private final int port;

	private ShopProcess(List<String> jvmOptions, List<String> arguments, boolean tracing) throws IOException {
		this.process = new ProcessBuilder(command(jvmOptions, arguments)).redirectErrorStream(true).start();
		CompletableFuture<Integer> started = new CompletableFuture<>();
		CompletableFuture<Void> introduced = new CompletableFuture<>();
		Thread reader = new Thread(() -> read(started, introduced), "shop-output");
		reader.setDaemon(true);
		reader.start();
		try {
			this.port = started.get(3, TimeUnit.MINUTES);
			if (tracing) {
				introduced.get(3, TimeUnit.MINUTES);
			}
		}
		catch (Exception ex) {
			this.process.destroyForcibly();
			throw new IllegalStateException("The shop did not start:\n" + String.join("\n", this.output), ex);
		}
	}

	/**
	 * Starts the shop and waits until it is open.
	 * @param jvmOptions options, most of them of the agent
	 * @param arguments properties of the shop
	 */
	static ShopProcess start(List<String> jvmOptions, String... arguments) throws IOException {
		return new ShopProcess(jvmOptions, List.of(arguments), true);
	}

	/**
	 * The same for a shop that has nothing to say of tracing.
	 */
	static ShopProcess startWithout(List<String> jvmOptions, String... arguments) throws IOException {
		return new ShopProcess(jvmOptions, List.of(arguments), false);
	}

	private List<String> command(List<String> jvmOptions, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-javaagent:" + System.getProperty("agent"),
				"-Dotel.exporter.otlp.endpoint=" + this.receiver.url(), "-Dotel.exporter.otlp.protocol=http/protobuf",
				"-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none", "-Dotel.bsp.schedule.delay=20"));
		command.addAll(jvmOptions);
		command.addAll(List.of("-cp", System.getProperty("application.class-path"), ShopApplication.class.getName(),
				"--server.port=0", "--server.tomcat.threads.max=" + ShopApplication.THREADS,
				"--server.address=127.0.0.1"));
		command.addAll(arguments);
		return command;
	}

	private void read(CompletableFuture<Integer> started, CompletableFuture<Void> introduced) {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.output.add(line);
				Matcher matcher = STARTED.matcher(line);
				if (matcher.find()) {
					started.complete(Integer.valueOf(matcher.group(1)));
				}
				if (line.contains(STARTUP_LINE)) {
					introduced.complete(null);
				}
			}
			throw new IOException("The shop has ended");
		}
		catch (IOException ex) {
			started.completeExceptionally(ex);
			introduced.completeExceptionally(ex);
		}
	}

	int port() {
		return this.port;
	}

	SpanReceiver receiver() {
		return this.receiver;
	}

	/**
	 * Waits until the spans of earlier requests have arrived.
	 */
	private void drain() throws Exception {
		// on the same connection, so that the span of the request before has ended
		String done = "/done/" + UUID.randomUUID();
		get(done);
		this.receiver.await("url.path", done);
	}

	/**
	 * Forgets what has arrived and waits for new spans.
	 */
	void awaitSpans(String name, int number) {
		this.receiver.clear();
		this.receiver.await((spans) -> spans.filter((span) -> span.name().equals(name)).count() >= number);
	}

	Stream<Trace> traces() {
		return this.receiver.traces().stream();
	}

	/**
	 * Everything that the shop has written.
	 */
	List<String> output() {
		return this.output;
	}

	String startupLine() {
		return this.output.stream().filter((line) -> line.contains(STARTUP_LINE)).findAny().orElseThrow();
	}

	/**
	 * Sends a request.
	 * @return what the shop answered, whatever its status
	 */
	HttpResponse<String> get(String path) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + this.port + path);
		return this.client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Sends a request and waits until all spans have arrived that ended before the answer
	 * was complete, or soon after.
	 * @return the traces that have arrived, in the order of their start
	 */
	List<Trace> tracesOf(String path) throws Exception {
		drain();
		this.receiver.clear();
		get(path);
		drain();
		return this.receiver.traces()
			.stream()
			.filter((trace) -> trace.spans().stream().noneMatch((span) -> span.name().startsWith("GET /done")))
			.toList();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.receiver.close();
	}

}
