package demo.trip;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Service;

/**
 * All providers together, each by a future that names no executor.
 */
@Service
class CommonPoolSearch implements TripSearch {

	private final Provider provider;

	private final Offers offers;

	CommonPoolSearch(Provider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<CompletableFuture<Quote>> quotes = Provider.NAMES.stream()
			.map((name) -> CompletableFuture.supplyAsync(() -> this.provider.quote(name, trip)))
			.toList();
		return this.offers.rank(trip, quotes.stream().map(CompletableFuture::join).toList());
	}

}
