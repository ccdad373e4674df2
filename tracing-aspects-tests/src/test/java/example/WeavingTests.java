package example;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

import dev.tracing.interceptor.Woven;
import example.woven.Leaf;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the application under test is woven in the way that this run is about, and no
 * other.
 */
class WeavingTests {

	private static final boolean AT_LOAD_TIME = "load-time".equals(System.getProperty("weaving"));

	@Test
	void classesAreWoven() throws NoSuchMethodException {
		assertThat(Leaf.class.getMethod("work")).satisfies((method) -> method.isAnnotationPresent(Woven.class));
		assertThat(Arrays.stream(Leaf.class.getDeclaredFields())).anyMatch((field) -> field.getName().contains("ajc$"));
	}

	@Test
	void classFilesAreWovenAtBuildTimeOnly() throws IOException {
		String text = new String(bytes(Leaf.class), java.nio.charset.StandardCharsets.ISO_8859_1);
		assertThat(text.contains("ajc$")).isEqualTo(!AT_LOAD_TIME);
	}

	@Test
	void agentIsThereAtLoadTimeOnly() {
		assertThat(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments())
			.satisfies((arguments) -> assertThat(arguments.stream().anyMatch((it) -> it.contains("aspectjweaver")))
				.isEqualTo(AT_LOAD_TIME));
	}

	@Test
	void byteCodeIsThatOfTheJdkThatRunsTheTests() throws IOException {
		int version = ByteBuffer.wrap(bytes(Leaf.class)).getShort(6);
		assertThat(version).isEqualTo(Runtime.version().feature() + 44);
	}

	private static byte[] bytes(Class<?> type) throws IOException {
		try (InputStream stream = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			return stream.readAllBytes();
		}
	}

}
