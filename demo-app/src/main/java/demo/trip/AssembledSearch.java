package demo.trip;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * All five calls are prepared first, none of them starts; then they are subscribed to
 * together.
 */
@Service
class AssembledSearch implements TripSearch {

	private final ReactiveProvider provider;

	private final Offers offers;

	AssembledSearch(ReactiveProvider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<Mono<Quote>> calls = new ArrayList<>();
		for (String name : Provider.NAMES) {
			calls.add(this.provider.quote(name, trip));
		}
		List<Quote> quotes = Flux.merge(calls).collectList().blockOptional().orElseThrow();
		return this.offers.rank(trip, quotes);
	}

}
