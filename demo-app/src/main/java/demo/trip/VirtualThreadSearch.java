package demo.trip;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.stereotype.Service;

/**
 * All providers together, each on a virtual thread made for it.
 */
@Service
class VirtualThreadSearch implements TripSearch {

	private final Provider provider;

	private final Offers offers;

	VirtualThreadSearch(Provider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		VirtualThreadTaskExecutor threads = new VirtualThreadTaskExecutor("quote-");
		List<CompletableFuture<Quote>> quotes = Provider.NAMES.stream()
			.map((name) -> threads.submitCompletable(() -> this.provider.quote(name, trip)))
			.toList();
		return this.offers.rank(trip, quotes.stream().map(CompletableFuture::join).toList());
	}

}
