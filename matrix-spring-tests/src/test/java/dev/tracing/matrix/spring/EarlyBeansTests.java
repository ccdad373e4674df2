package dev.tracing.matrix.spring;

import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that are made before all post-processors are there, which then miss some of them.
 */
@ExtendWith(OutputCaptureExtension.class)
class EarlyBeansTests {

	@Test
	void tracingMakesNoBeanTooEarlyThatIsNotWithoutIt(CapturedOutput output) {
		start("--tracing.enabled=false");
		Set<String> without = tooEarly(output.toString());
		int before = output.toString().length();
		start();
		assertThat(tooEarly(output.toString().substring(before))).isEqualTo(without);
	}

	private static void start(String... arguments) {
		new SpringApplicationBuilder(IntegrationMatrixTests.Application.class).web(WebApplicationType.NONE)
			.run(arguments)
			.close();
	}

	private static Set<String> tooEarly(String output) {
		return output.lines()
			.filter((line) -> line.contains("not eligible for getting processed by all BeanPostProcessors"))
			.map((line) -> line.substring(line.indexOf("Bean '")))
			.collect(Collectors.toSet());
	}

}
