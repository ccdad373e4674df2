package demo.provider;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers for all providers.
 */
@RestController
class QuoteController {

	private final FareTable fares;

	private final Duration latency;

	QuoteController(FareTable fares, @Value("${provider.latency}") Duration latency) {
		this.fares = fares;
		this.latency = latency;
	}

	@GetMapping("/providers/{name}/quote")
	ResponseEntity<Fare> quote(@PathVariable String name, String from, String to) throws InterruptedException {
		// a real provider would be busy with its seats
		Thread.sleep(this.latency.toMillis());
		return ResponseEntity.of(this.fares.find(name, from, to));
	}

}
