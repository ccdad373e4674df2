package demo.trip;

import java.util.List;

import org.springframework.stereotype.Service;

/**
 * All providers by a parallel stream.
 */
@Service
class ParallelStreamSearch implements TripSearch {

	private final Provider provider;

	private final Offers offers;

	ParallelStreamSearch(Provider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<Quote> quotes = Provider.NAMES.parallelStream().map((name) -> this.provider.quote(name, trip)).toList();
		return this.offers.rank(trip, quotes);
	}

}
