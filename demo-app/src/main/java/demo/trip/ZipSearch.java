package demo.trip;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * All providers together, their answers zipped.
 */
@Service
class ZipSearch implements TripSearch {

	private final ReactiveProvider provider;

	private final Offers offers;

	ZipSearch(ReactiveProvider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<Quote> quotes = Mono
			.zip(this.provider.quote("rail", trip), this.provider.quote("coach", trip),
					this.provider.quote("flight", trip), this.provider.quote("ferry", trip),
					this.provider.quote("carpool", trip))
			.map((five) -> five.toList().stream().map(Quote.class::cast).toList())
			.blockOptional()
			.orElseThrow();
		return this.offers.rank(trip, quotes);
	}

}
