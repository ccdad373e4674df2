package dev.tracing.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Zipkin server in a process of its own, on a port that it chooses itself.
 */
final class ZipkinServer implements AutoCloseable {

	private static final Pattern SERVING = Pattern.compile("Serving HTTP at .*:(\\d+) ");

	private final Process process;

	private final String url;

	private ZipkinServer(Process process, int port) {
		this.process = process;
		this.url = "http://127.0.0.1:" + port;
	}

	static ZipkinServer start() throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-Xmx128m", "-jar", System.getProperty("zipkin.server"),
				"--armeria.ports[0].ip=127.0.0.1", "--armeria.ports[0].port=0", "--armeria.ports[0].protocols[0]=http")
			.redirectErrorStream(true)
			.start();
		StringBuilder output = new StringBuilder();
		BufferedReader lines = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			Matcher serving = SERVING.matcher(line);
			if (serving.find()) {
				swallow(lines);
				return new ZipkinServer(process, Integer.parseInt(serving.group(1)));
			}
			output.append(line).append('\n');
		}
		throw new IllegalStateException("The Zipkin server did not start:\n" + output);
	}

	/**
	 * Reads on, so that the server never waits for somebody to read what it says.
	 */
	private static void swallow(BufferedReader lines) {
		Thread thread = new Thread(() -> lines.lines().forEach((line) -> {
		}), "zipkin-output");
		thread.setDaemon(true);
		thread.start();
	}

	String url() {
		return this.url;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
