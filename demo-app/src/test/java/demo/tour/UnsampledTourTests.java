package demo.tour;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.tracing.sampling.probability=0", "tour.patience=1ms" })
@ExtendWith(OutputCaptureExtension.class)
class UnsampledTourTests {

	private static final String HINT = "management.tracing.sampling.probability";

	@LocalServerPort
	private int port;

	@Test
	void whereNothingIsSampledTheApplicationStartsAndSaysWhatIsMissing(CapturedOutput output) {
		assertThat(output).contains(HINT).contains("http://127.0.0.1:" + this.port + "/");
		RestTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.port)
			.build()
			.post()
			.uri("/api/constructs/loop/run")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectBody()
			.jsonPath("$.detail")
			.value((detail) -> assertThat(detail).asString().contains(HINT));
	}

}
