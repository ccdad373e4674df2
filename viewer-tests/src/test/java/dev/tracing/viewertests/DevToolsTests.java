package dev.tracing.viewertests;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application in a JVM of its own, as it is started while somebody works on it: with
 * DevTools, which does nothing in tests, and with no property about traces.
 */
class DevToolsTests {

	private static final Pattern PAGE = Pattern.compile("spans go to http://localhost:(\\d+)/actuator/traces/ui");

	private static final Pattern PORT = Pattern.compile("(?:Tomcat|Netty) started on port (\\d+)");

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void showsTracesWithDevTools(String stack) throws Exception {
		Process process = start(stack, System.getProperty("devtools"));
		try {
			ViewerClient client = new ViewerClient(read(process, PAGE));
			assertThat(client.get("/actuator/traces/ui", "Accept", "text/html").statusCode()).isEqualTo(200);
			assertThat(client.get("/buy").statusCode()).isEqualTo(200);
			assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
			assertThat(client.send("DELETE", "/actuator/traces").statusCode()).isNotEqualTo(204);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void showsNoneWithout(String stack) throws Exception {
		Process process = start(stack);
		try {
			ViewerClient client = new ViewerClient(read(process, PORT));
			assertThat(client.get("/actuator/traces/ui").statusCode()).isEqualTo(404);
			assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	private static Process start(String stack, String... jars) throws IOException {
		String classPath = String.join(File.pathSeparator,
				Stream.concat(Stream.of(System.getProperty("java.class.path")), Stream.of(jars)).toList());
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
				classPath, Main.class.getName(), "--server.port=0", "--spring.main.web-application-type=" + stack)
			.redirectErrorStream(true)
			.start();
	}

	/**
	 * Reads what a process writes until it tells its port, and goes on reading, so that
	 * it can write on.
	 */
	private static int read(Process process, Pattern pattern) throws Exception {
		CompletableFuture<Integer> port = new CompletableFuture<>();
		List<String> lines = new ArrayList<>();
		Thread reader = new Thread(() -> {
			try (BufferedReader output = process.inputReader()) {
				for (String line = output.readLine(); line != null; line = output.readLine()) {
					lines.add(line);
					Matcher matcher = pattern.matcher(line);
					if (matcher.find()) {
						port.complete(Integer.parseInt(matcher.group(1)));
					}
				}
			}
			catch (IOException ex) {
				// the process was ended
			}
			port.completeExceptionally(new IllegalStateException(String.join("\n", lines)));
		}, "output of an application");
		reader.setDaemon(true);
		reader.start();
		return port.get(3, TimeUnit.MINUTES);
	}

	static class Main {

		public static void main(String[] arguments) {
			SpringApplication.run(ViewerApplication.class, arguments);
		}

	}

}
