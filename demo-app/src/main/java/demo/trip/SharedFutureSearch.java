package demo.trip;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Service;

/**
 * Each provider as soon as there is a session with it. Searches that come while one is
 * being opened share its future, and another thread completes it for all of them.
 */
@Service
class SharedFutureSearch implements TripSearch {

	private final Sessions sessions;

	private final Provider provider;

	private final Offers offers;

	SharedFutureSearch(Sessions sessions, Provider provider, Offers offers) {
		this.sessions = sessions;
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<CompletableFuture<Quote>> quotes = Provider.NAMES.stream()
			.map((name) -> this.sessions.with(name).thenApply((session) -> this.provider.quote(name, trip)))
			.toList();
		return this.offers.rank(trip, quotes.stream().map(CompletableFuture::join).toList());
	}

}
