package demo.trip;

import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Service;

/**
 * All providers in a moment, by the JDK's timer. It has one thread, so that one is asked
 * after the other.
 */
@Service
class TimerSearch implements TripSearch {

	private final Provider provider;

	private final Offers offers;

	TimerSearch(Provider provider, Offers offers) {
		this.provider = provider;
		this.offers = offers;
	}

	@Override
	public List<Offer> search(Trip trip) {
		Timer timer = new Timer(true);
		List<Asking> tasks = Provider.NAMES.stream().map((name) -> new Asking(name, trip)).toList();
		tasks.forEach((task) -> timer.schedule(task, 1));
		List<Quote> quotes = tasks.stream().map((task) -> task.quote.join()).toList();
		timer.cancel();
		return this.offers.rank(trip, quotes);
	}

	private final class Asking extends TimerTask {

		private final CompletableFuture<Quote> quote = new CompletableFuture<>();

		private final String name;

		private final Trip trip;

		Asking(String name, Trip trip) {
			this.name = name;
			this.trip = trip;
		}

		@Override
		public void run() {
			this.quote.completeAsync(() -> TimerSearch.this.provider.quote(this.name, this.trip), Runnable::run);
		}

	}

}
