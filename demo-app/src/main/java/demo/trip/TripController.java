package demo.trip;

import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;

/**
 * The travel search over HTTP.
 */
@RestController
class TripController {

	private final TripSearch search;

	TripController(@Qualifier("futureSearch") TripSearch search) {
		this.search = search;
	}

	@GetMapping("/trips")
	List<Offer> search(String from, String to) {
		return this.search.search(new Trip(UUID.randomUUID().toString(), from, to));
	}

	@ExceptionHandler(HttpClientErrorException.NotFound.class)
	ProblemDetail nobodyTravelsThere() {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "No provider travels this route.");
	}

}
