package dev.tracing.viewertests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the files of the page may not contain: ways from text to markup or to code, and
 * addresses of others.
 */
class PageSourceTests {

	private static final Path FOLDER = Path
		.of("../tracing-spring-boot-autoconfigure/src/main/resources/META-INF/dev.tracing/viewer/ui");

	private static final Pattern FORBIDDEN = Pattern
		.compile("innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseFromString|createContextualFragment"
				+ "|\\beval\\b|\\bFunction\\(|document\\.write|setTimeout\\(['\"`]|javascript:");

	@Test
	void noTextBecomesMarkupOrCode() throws IOException {
		for (Path file : files(".js")) {
			assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(FORBIDDEN);
		}
	}

	@Test
	void nothingIsFetchedFromElsewhere() throws IOException {
		for (Path file : files("")) {
			String content = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
			assertThat(content).as(file.toString()).doesNotContainPattern("['\"(]\\s*(?:https?:)?//[a-z]");
		}
	}

	@Test
	void thePageHasNoInlineScriptOrStyle() throws IOException {
		String page = Files.readString(FOLDER.resolve("index.html"));
		assertThat(page).doesNotContainPattern("<script(?![^>]* src=)")
			.doesNotContain("<style")
			.doesNotContainPattern("\\s(?:style|on\\w+)=");
	}

	private static List<Path> files(String ending) throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			List<Path> found = files.filter((file) -> file.toString().endsWith(ending)).toList();
			assertThat(found).isNotEmpty();
			return found;
		}
	}

}
