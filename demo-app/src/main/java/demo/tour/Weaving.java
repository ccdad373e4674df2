package demo.tour;

import java.util.Arrays;

import demo.trip.Provider;
import dev.tracing.interceptor.Woven;
import org.jspecify.annotations.Nullable;

/**
 * Whether the classes of the travel search were woven, as those that this JVM has loaded
 * say.
 */
final class Weaving {

	static final String COMMAND = "./mvnw -q -Pdemo,woven";

	private static final boolean WOVEN = Arrays.stream(Provider.class.getDeclaredMethods())
		.anyMatch((method) -> method.isAnnotationPresent(Woven.class));

	private Weaving() {
	}

	/**
	 * What is lost of a construct as the application runs, and how it is not.
	 * @param construct the construct
	 * @return what is lost, or null if nothing is
	 */
	static @Nullable String lost(Construct construct) {
		Construct.Loss loss = construct.loss();
		return (loss != null && !WOVEN) ? loss.text() + " " + COMMAND + " starts this application woven." : null;
	}

}
