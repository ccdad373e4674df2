package dev.tracing.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the rules is about the rules that there are.
 */
class FindingsPageTests {

	private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");

	@Test
	void tellsEachRuleByItsIdAndTitle() throws IOException {
		assertThat(HEADING.matcher(page()).results().map((heading) -> heading.group(1))).containsExactlyElementsOf(
				Arrays.stream(FindingRule.values()).map((rule) -> rule.id() + " " + rule.title()).toList());
	}

	@Test
	void tellsOfEachRuleThatIsLookedForWhenItIsFalseAndWhatToDo() throws IOException {
		String page = page();
		List<MatchResult> headings = HEADING.matcher(page).results().toList();
		IntStream.range(0, headings.size()).forEach((i) -> {
			String section = page.substring(headings.get(i).end(),
					(i + 1 < headings.size()) ? headings.get(i + 1).start() : page.length());
			if (!section.contains("Not looked for yet")) {
				assertThat(section).as(headings.get(i).group(1))
					.contains("Evidence: ", "False alarm: ", "What to do: ");
				assertThat(section).containsPattern("Information|Warning");
			}
		});
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("..", "docs", "findings.md"));
	}

}
