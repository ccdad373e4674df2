package demo.trip;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.stereotype.Service;

/**
 * All providers together, on an executor that is made here and known to nobody else.
 */
@Service
class LocalExecutorSearch implements TripSearch {

	private final Provider provider;

	private final Offers offers;

	LocalExecutorSearch(Provider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		ExecutorService threads = Executors.newFixedThreadPool(Provider.NAMES.size());
		try {
			List<CompletableFuture<Quote>> quotes = Provider.NAMES.stream()
				.map((name) -> CompletableFuture.supplyAsync(() -> this.provider.quote(name, trip), threads))
				.toList();
			return this.offers.rank(trip, quotes.stream().map(CompletableFuture::join).toList());
		}
		finally {
			threads.shutdown();
		}
	}

}
