package demo.trip;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Asks a provider when subscribed to.
 */
@Service
class ReactiveProvider {

	private final WebClient client;

	ReactiveProvider(@Lazy WebClient client) {
		this.client = client;
	}

	@Traced("Provider.quote")
	Mono<Quote> quote(@SpanAttribute("provider") String name, Trip trip) {
		return this.client.get()
			.uri("/providers/{name}/quote?from={from}&to={to}", name, trip.from(), trip.to())
			.retrieve()
			.bodyToMono(Quote.class);
	}

}
