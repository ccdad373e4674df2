package demo.tour;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class StartupTourTests {

	@LocalServerPort
	private int port;

	@Test
	void printsTheTraceOfEachConstructAndWhereThePageIs(CapturedOutput output) {
		assertThat(output.getOut().lines()).containsSubsequence(titles());
		assertThat(output.getOut().lines().filter((line) -> line.startsWith("TripSearch.search ")))
			.hasSize((int) available());
		assertThat(output).contains("http://127.0.0.1:" + this.port + "/");
	}

	private static long available() {
		return Arrays.stream(Construct.values()).filter((construct) -> construct.unavailable() == null).count();
	}

	private static String[] titles() {
		return Arrays.stream(Construct.values()).map((construct) -> "--- " + construct.title()).toArray(String[]::new);
	}

}
