package demo.trip;

import java.util.List;

import reactor.core.publisher.Flux;

import org.springframework.stereotype.Service;

/**
 * A stream of providers, all asked at the same time.
 */
@Service
class FlatMapSearch implements TripSearch {

	private final ReactiveProvider provider;

	private final Offers offers;

	FlatMapSearch(ReactiveProvider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<Quote> quotes = Flux.fromIterable(Provider.NAMES)
			.flatMap((name) -> this.provider.quote(name, trip))
			.collectList()
			.blockOptional()
			.orElseThrow();
		return this.offers.rank(trip, quotes);
	}

}
