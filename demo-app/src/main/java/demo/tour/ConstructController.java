package demo.tour;

import java.util.Arrays;
import java.util.List;

import dev.tracing.trace.TraceTextOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lists the constructs and runs them.
 */
@RestController
@RequestMapping("/api/constructs")
class ConstructController {

	private final Tour tour;

	ConstructController(Tour tour) {
		this.tour = tour;
	}

	@GetMapping
	List<Listed> list() {
		return Arrays.stream(Construct.values()).map(Listed::of).toList();
	}

	@PostMapping("/{id}/run")
	ConstructRun run(@PathVariable String id) {
		Construct construct = Construct.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no construct " + id));
		if (construct.unavailable() != null) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, construct.title() + ": " + construct.unavailable());
		}
		return ConstructRun.of(this.tour.run(construct), TraceTextOptions.defaults().withFold(false));
	}

	/**
	 * A construct as it is listed.
	 *
	 * @param id what it is asked for by
	 * @param title what it is called
	 * @param explanation what it does, in a sentence or two
	 * @param code its source code
	 * @param unavailable why this JVM cannot run it, or null if it can
	 * @param seenByProxies whether it needs no weaving
	 * @param lost what is lost of it as this application runs, or null if nothing is
	 */
	record Listed(String id, String title, String explanation, String code, @Nullable String unavailable,
			boolean seenByProxies, @Nullable String lost) {

		private static Listed of(Construct construct) {
			return new Listed(construct.id(), construct.title(), construct.explanation(),
					SourceCode.of(construct.classes()), construct.unavailable(), construct.loss() == null,
					Weaving.lost(construct));
		}

	}

}
