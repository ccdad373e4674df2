package demo.trip;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Service;

/**
 * One provider after the other.
 */
@Service
class LoopSearch implements TripSearch {

	private final Provider provider;

	private final Offers offers;

	LoopSearch(Provider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<Quote> quotes = new ArrayList<>();
		for (String name : Provider.NAMES) {
			quotes.add(this.provider.quote(name, trip));
		}
		return this.offers.rank(trip, quotes);
	}

}
