package demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class DemoApplicationTests {

	@Test
	void aPortThatIsTakenIsNamedWithWhatToDo(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatException().isThrownBy(
					() -> SpringApplication.run(DemoApplication.class, "--server.port=" + taken.getLocalPort()));
			assertThat(output).contains("Another program listens on port " + taken.getLocalPort())
				.contains("SERVER_PORT");
		}
	}

}
