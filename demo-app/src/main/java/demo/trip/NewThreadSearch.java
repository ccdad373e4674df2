package demo.trip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Service;

/**
 * All providers together, each by a thread of its own.
 */
@Service
class NewThreadSearch implements TripSearch {

	private final Provider provider;

	private final Offers offers;

	NewThreadSearch(Provider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<CompletableFuture<Quote>> quotes = new ArrayList<>();
		for (String name : Provider.NAMES) {
			CompletableFuture<Quote> quote = new CompletableFuture<>();
			new Thread(() -> quote.completeAsync(() -> this.provider.quote(name, trip), Runnable::run)).start();
			quotes.add(quote);
		}
		return this.offers.rank(trip, quotes.stream().map(CompletableFuture::join).toList());
	}

}
