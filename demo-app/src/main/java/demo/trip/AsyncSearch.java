package demo.trip;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Service;

/**
 * All providers together, each by an {@code @Async} call.
 */
@Service
class AsyncSearch implements TripSearch {

	private final AsyncProvider provider;

	private final Offers offers;

	AsyncSearch(AsyncProvider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<CompletableFuture<Quote>> quotes = Provider.NAMES.stream()
			.map((name) -> this.provider.quote(name, trip))
			.toList();
		return this.offers.rank(trip, quotes.stream().map(CompletableFuture::join).toList());
	}

}
