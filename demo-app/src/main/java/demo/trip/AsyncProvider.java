package demo.trip;

import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Asks a provider on another thread.
 */
@Service
class AsyncProvider {

	private final Provider provider;

	AsyncProvider(Provider provider) {
		this.provider = provider;
	}

	@Async
	CompletableFuture<Quote> quote(String name, Trip trip) {
		return CompletableFuture.completedFuture(this.provider.quote(name, trip));
	}

}
