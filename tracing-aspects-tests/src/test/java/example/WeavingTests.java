package example;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectStreamClass;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import dev.tracing.interceptor.Woven;
import example.woven.Basket;
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

	// what serialver says of the class as javac compiles it
	private static final long SERIALIZED_BEFORE = 5217508402886086711L;

	@Test
	void classesAreWoven() throws NoSuchMethodException {
		assertThat(Leaf.class.getMethod("work")).matches((method) -> method.isAnnotationPresent(Woven.class));
		assertThat(Arrays.stream(Leaf.class.getDeclaredFields())).anyMatch((field) -> field.getName().contains("ajc$"));
	}

	@Test
	void classFilesAreWovenAtBuildTimeOnly() throws IOException {
		String text = new String(bytes(Leaf.class), StandardCharsets.ISO_8859_1);
		assertThat(text.contains("ajc$")).isEqualTo(!AT_LOAD_TIME);
	}

	@Test
	void agentIsThereAtLoadTimeOnly() {
		List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
		assertThat(arguments.stream().anyMatch((argument) -> argument.contains("aspectjweaver")))
			.isEqualTo(AT_LOAD_TIME);
	}

	@Test
	void byteCodeIsThatOfTheJdkThatRunsTheTests() throws IOException {
		int version = ByteBuffer.wrap(bytes(Leaf.class)).getShort(6);
		assertThat(version).isEqualTo(Runtime.version().feature() + 44);
	}

	@Test
	void objectsThatWereSerializedBeforeWeavingAreReadAfterIt() {
		assertThat(ObjectStreamClass.lookup(Basket.class).getSerialVersionUID()).isEqualTo(SERIALIZED_BEFORE);
	}

	private static byte[] bytes(Class<?> type) throws IOException {
		try (InputStream stream = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			return stream.readAllBytes();
		}
	}

}
