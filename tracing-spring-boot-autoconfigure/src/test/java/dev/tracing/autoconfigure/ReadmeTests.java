package dev.tracing.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's table of properties against the metadata, which the properties' Javadoc
 * makes.
 */
class ReadmeTests {

	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `(tracing\\.[^`]+)` \\| (?:`([^`]*)`)? ?\\| (.*) \\|$");

	@Test
	void listsEveryPropertyWithItsDefaultAndItsDescription() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		String readme = Files.readString(Path.of("..", "README.md"));
		ROW.matcher(readme)
			.results()
			.forEach((row) -> documented.put(row.group(1),
					((row.group(2) != null) ? row.group(2) : "") + " " + row.group(3)));
		assertThat(documented).isEqualTo(metadata());
	}

	@Test
	void metadataOfAutoConfigurationsIsMade() {
		assertThat(getClass().getResource("/META-INF/spring-autoconfigure-metadata.properties")).isNotNull();
	}

	private static Map<String, String> metadata() throws IOException {
		Map<String, String> described = new TreeMap<>();
		try (InputStream stream = ReadmeTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			for (JsonNode property : JsonMapper.shared().readTree(stream).get("properties")) {
				JsonNode value = property.get("defaultValue");
				String text = (value == null || value.isArray()) ? "" : value.asString();
				// Spring Boot describes those of endpoints
				if (!property.get("name").asString().startsWith("management.endpoint.")) {
					described.put(property.get("name").asString(), text + " " + property.get("description").asString());
				}
			}
		}
		return described;
	}

}
