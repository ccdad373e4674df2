package dev.tracing.matrix;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;

import dev.tracing.TracingAttributes;
import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The span of a request says if the request is for a stream.
 */
class StreamRequestTests {

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	abstract static class Contract {

		@LocalServerPort
		int port;

		@Autowired
		RecordedTraces traces;

		@Test
		void aRequestForEventsIsForAStream() {
			assertThat(streamOf("Accept", "text/event-stream")).isTrue();
		}

		@Test
		void anyOtherIsNot() {
			assertThat(streamOf("Accept", "text/html")).isNull();
		}

		@Test
		void aHandshakeOfAWebSocketIsForAStream() {
			HttpClient.newHttpClient()
				.newWebSocketBuilder()
				.buildAsync(URI.create("ws://localhost:" + this.port + "/nothing"), new WebSocket.Listener() {
				})
				.exceptionally((failure) -> null)
				.join();
			assertThat(stream()).isTrue();
		}

		@Test
		void anOfferToGoOnInHttp2IsNot() throws Exception {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/nothing"))
				.version(HttpClient.Version.HTTP_2)
				.build();
			HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
			assertThat(stream()).isNull();
		}

		private Boolean streamOf(String... headers) {
			new Browser(this.port).get("/nothing", headers);
			return stream();
		}

		private Boolean stream() {
			return this.traces.awaitOne().root().span().attributes().get(TracingAttributes.STREAM);
		}

	}

	@Nested
	@TestPropertySource(properties = "spring.main.web-application-type=servlet")
	class Mvc extends Contract {

	}

	@Nested
	@TestPropertySource(properties = "spring.main.web-application-type=reactive")
	class WebFlux extends Contract {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
