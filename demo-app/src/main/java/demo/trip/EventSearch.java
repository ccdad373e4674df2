package demo.trip;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/**
 * All providers together, each asked by a listener to which an event is published.
 */
@Service
class EventSearch implements TripSearch {

	private final ApplicationEventPublisher events;

	private final Offers offers;

	EventSearch(ApplicationEventPublisher events, Offers offers) {
		this.events = events;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		List<QuoteRequested> requests = Provider.NAMES.stream()
			.map((name) -> new QuoteRequested(name, trip, new CompletableFuture<>()))
			.toList();
		requests.forEach(this.events::publishEvent);
		return this.offers.rank(trip, requests.stream().map((request) -> request.reply().join()).toList());
	}

	record QuoteRequested(String provider, Trip trip, CompletableFuture<Quote> reply) {

	}

	@Component
	static class Listener {

		private final Provider provider;

		Listener(Provider provider) {
			this.provider = provider;
		}

		@Async
		@EventListener
		void on(QuoteRequested request) {
			// on the listener's thread; a failure is a reply too
			request.reply().completeAsync(() -> this.provider.quote(request.provider(), request.trip()), Runnable::run);
		}

	}

}
