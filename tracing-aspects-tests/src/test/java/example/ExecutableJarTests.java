package example;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;

import example.woven.JarApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.tools.Libraries;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An executable jar, inside of which classes and aspects are found by Spring Boot's own
 * class loader, with the weaver as agent.
 */
@EnabledIfSystemProperty(named = "weaving", matches = "load-time")
class ExecutableJarTests {

	@TempDir
	private Path directory;

	@Test
	void classesInsideItAreWovenWhenItIsRunWithTheAgent() throws Exception {
		String output = run(executableJar());
		assertThat(output).containsSubsequence("Methods.ofEveryKind ", "├─ Methods.hidden ", "├─ Methods.shared ",
				"├─ Methods.last ", "└─ Methods.plain ");
		assertThat(output).containsSubsequence("Executors.submit ", "└─ Leaf.work ×5 ∥ ");
		assertThat(output).containsSubsequence("Streams.nested ", "└─ Leaf.work ×5 ");
	}

	private File executableJar() throws IOException {
		File classes = new File(JarApplication.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		Repackager repackager = new Repackager(jarOf(classes));
		repackager.setMainClass(JarApplication.class.getName());
		File executable = this.directory.resolve("executable.jar").toFile();
		repackager.repackage(executable, libraries(classes));
		return executable;
	}

	private Libraries libraries(File classes) {
		List<File> classPath = Arrays
			.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
				.split(File.pathSeparator))
			.map(File::new)
			.filter((entry) -> !entry.equals(classes) && !entry.getName().contains("test"))
			.toList();
		return (libraries) -> {
			for (File entry : classPath) {
				libraries.library(new Library(entry.isDirectory() ? jarOf(entry) : entry, LibraryScope.COMPILE));
			}
		};
	}

	/** In the same build, modules are directories yet. */
	private File jarOf(File directory) throws IOException {
		File jar = File.createTempFile("classes", ".jar", this.directory.toFile());
		StringWriter messages = new StringWriter();
		PrintWriter writer = new PrintWriter(messages);
		int failed = ToolProvider.findFirst("jar")
			.orElseThrow()
			.run(writer, writer, "--create", "--file", jar.getPath(), "-C", directory.getPath(), ".");
		assertThat(failed).as(messages.toString()).isZero();
		return jar;
	}

	private static String run(File jar) throws IOException, InterruptedException {
		String agent = ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((argument) -> argument.contains("aspectjweaver"))
			.findFirst()
			.orElseThrow();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), agent,
				"-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-jar",
				jar.getPath(), "--tracing.console.enabled=true")
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
