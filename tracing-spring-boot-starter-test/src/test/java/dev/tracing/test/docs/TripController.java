package dev.tracing.test.docs;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TripController {

	private final TripSearch search;

	TripController(TripSearch search) {
		this.search = search;
	}

	@GetMapping("/trips/{city}")
	List<Integer> trips(@PathVariable String city) {
		return this.search.search(city);
	}

}
