package demo.tour;

import java.nio.charset.Charset;
import java.util.List;

import dev.tracing.store.TraceConsole;
import dev.tracing.trace.TraceTextOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

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
		try {
			// once without a word for each of the two HTTP clients: first calls load
			// classes
			List.of(Construct.LOOP, Construct.MONO_ZIP).forEach(this.tour::run);
			TraceConsole console = new TraceConsole(System.out, Charset.defaultCharset(), TraceTextOptions.defaults());
			for (Construct construct : Construct.values()) {
				print("");
				print("--- " + construct.title());
				tell(construct, console);
			}
		}
		catch (ResponseStatusException ex) {
			print(ex.getReason());
		}
		print("");
		print("Run them by hand at " + this.environment.resolveRequiredPlaceholders("${tour.address}"));
	}

	private void tell(Construct construct, TraceConsole console) {
		String unavailable = construct.unavailable();
		if (unavailable != null) {
			print("not available: " + unavailable);
			return;
		}
		String lost = Weaving.lost(construct);
		if (lost != null) {
			print(lost);
		}
		console.finished(this.tour.run(construct), false);
	}

	// for people's eyes: no time, level and logger before a line
	private static void print(@Nullable String line) {
		System.out.println(line);
	}

}
