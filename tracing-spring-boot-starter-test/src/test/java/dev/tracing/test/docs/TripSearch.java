package dev.tracing.test.docs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

import dev.tracing.Traced;

@Traced
class TripSearch {

	private static final List<String> PROVIDERS = List.of("alpha", "beta", "gamma", "delta", "epsilon");

	private final ExecutorService providerPool;

	private final Provider provider;

	private final Offers offers;

	TripSearch(ExecutorService providerPool, Provider provider, Offers offers) {
		this.providerPool = providerPool;
		this.provider = provider;
		this.offers = offers;
	}

	public List<Integer> search(String city) {
		List<CompletableFuture<Integer>> quotes = PROVIDERS.stream()
			.map((name) -> CompletableFuture.supplyAsync(() -> this.provider.quote(name, city), this.providerPool))
			.toList();
		Stream<Integer> prices = quotes.stream().map(CompletableFuture::join);
		return this.offers.rank(prices.toList());
	}

	public void order(String city) {
		this.providerPool.execute(() -> this.provider.book(city));
	}

}
