package demo.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;

/**
 * The source code of the travel search, which the build puts on the class path: what the
 * page shows is what ran.
 */
final class SourceCode {

	private static final Pattern BEFORE_THE_TYPE = Pattern.compile("\\A.*?^(?=@|public |class )",
			Pattern.DOTALL | Pattern.MULTILINE);

	private SourceCode() {
	}

	/**
	 * The code of classes, without what stands before their annotations.
	 * @param classes the simple names of the classes
	 * @return their code, one after another
	 */
	static String of(Collection<String> classes) {
		return classes.stream().map(SourceCode::of).collect(Collectors.joining("\n"));
	}

	private static String of(String simpleName) {
		try {
			String source = new ClassPathResource("source/demo/trip/" + simpleName + ".java")
				.getContentAsString(StandardCharsets.UTF_8);
			return BEFORE_THE_TYPE.matcher(source).replaceFirst("");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
