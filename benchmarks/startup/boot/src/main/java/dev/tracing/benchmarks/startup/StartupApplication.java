package dev.tracing.benchmarks.startup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The travel search of the demo application, without the tour. Tells when it was ready
 * and when it had answered its first request, in microseconds since 1970, and ends.
 */
@SpringBootApplication(scanBasePackages = { "demo.trip", "demo.provider" })
public class StartupApplication {

	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext application = SpringApplication.run(StartupApplication.class, args);
		long ready = microseconds();
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		try (InputStream offers = URI.create("http://127.0.0.1:" + port + "/trips?from=Lisbon&to=Porto")
			.toURL()
			.openStream()) {
			offers.readAllBytes();
		}
		System.out.println("started " + ready + " " + microseconds());
		// how long it takes to stop is another matter
		Runtime.getRuntime().halt(0);
	}

	private static long microseconds() {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
	}

}
