package demo.trip;

import java.util.List;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/**
 * Asks a provider and waits for the answer.
 */
@Service
public class Provider {

	/** The names of all providers. */
	public static final List<String> NAMES = List.of("rail", "coach", "flight", "ferry", "carpool");

	private final RestClient client;

	Provider(@Lazy RestClient client) {
		this.client = client;
	}

	@Traced
	public Quote quote(@SpanAttribute("provider") String name, Trip trip) {
		return this.client.get()
			.uri("/providers/{name}/quote?from={from}&to={to}", name, trip.from(), trip.to())
			.retrieve()
			.requiredBody(Quote.class);
	}

}
