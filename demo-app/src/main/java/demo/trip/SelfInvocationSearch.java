package demo.trip;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/**
 * All providers together, each by a private method of the same object.
 */
@Service
class SelfInvocationSearch implements TripSearch {

	private final RestClient client;

	private final Offers offers;

	private final ExecutorService pool;

	SelfInvocationSearch(@Lazy RestClient client, Offers offers, @Qualifier("quotePool") ExecutorService pool) {
		this.client = client;
		this.offers = offers;
		this.pool = pool;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<CompletableFuture<Quote>> quotes = Provider.NAMES.stream()
			.map((name) -> CompletableFuture.supplyAsync(() -> quote(name, trip), this.pool))
			.toList();
		return this.offers.rank(trip, quotes.stream().map(CompletableFuture::join).toList());
	}

	@Traced("Provider.quote")
	private Quote quote(@SpanAttribute("provider") String name, Trip trip) {
		return this.client.get()
			.uri("/providers/{name}/quote?from={from}&to={to}", name, trip.from(), trip.to())
			.retrieve()
			.requiredBody(Quote.class);
	}

}
