package dev.tracing.test.slice;

import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TripController {

	private final Trips trips;

	TripController(Trips trips) {
		this.trips = trips;
	}

	@GetMapping("/trips/{id}")
	String trip(@PathVariable int id) {
		return this.trips.find(id);
	}

	@GetMapping("/reactive-trips/{id}")
	Mono<String> reactiveTrip(@PathVariable int id) {
		return this.trips.findReactively(id);
	}

}
