package demo.tour;

import java.util.List;

import dev.tracing.trace.TraceTextOptions;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Prints the trace of each construct when the application has started, and where the page
 * is.
 */
@Component
@ConditionalOnBooleanProperty(name = "tour.at-start", matchIfMissing = true)
class StartupTour implements ApplicationRunner {

	private final Tour tour;

	private final Environment environment;

	StartupTour(Tour tour, Environment environment) {
		this.tour = tour;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		// once without a word for each of the two HTTP clients: first calls load classes
		List.of(Construct.LOOP, Construct.MONO_ZIP).forEach(this.tour::run);
		for (Construct construct : Construct.values()) {
			print("");
			print("── " + construct.title());
			print(tell(construct));
		}
		print("");
		print("Run them by hand at " + this.environment.resolveRequiredPlaceholders("${tour.address}"));
	}

	private String tell(Construct construct) {
		String unavailable = construct.unavailable();
		return (unavailable != null) ? "not available: " + unavailable
				: ConstructRun.of(this.tour.run(construct), TraceTextOptions.defaults()).tree();
	}

	// for people's eyes: no time, level and logger before each line of a tree
	private static void print(String line) {
		System.out.println(line);
	}

}
