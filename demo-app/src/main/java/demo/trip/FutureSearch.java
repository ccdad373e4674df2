package demo.trip;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/**
 * All providers together, each by a future on a thread pool of the application's own.
 */
@Service
class FutureSearch implements TripSearch {

	private final Provider provider;

	private final Offers offers;

	private final ExecutorService pool;

	FutureSearch(Provider provider, Offers offers, @Qualifier("quotePool") ExecutorService pool) {
		this.provider = provider;
		this.offers = offers;
		this.pool = pool;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<CompletableFuture<Quote>> quotes = Provider.NAMES.stream()
			.map((name) -> CompletableFuture.supplyAsync(() -> this.provider.quote(name, trip), this.pool))
			.toList();
		return this.offers.rank(trip, quotes.stream().map(CompletableFuture::join).toList());
	}

}
