package demo.trip;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Searches that were saved for later, which a recurring job runs.
 */
@Service
public class SavedSearches {

	private final Queue<Trip> due = new ConcurrentLinkedQueue<>();

	private final TripSearch search;

	SavedSearches(@Qualifier("futureSearch") TripSearch search) {
		this.search = search;
	}

	public void save(Trip trip) {
		this.due.add(trip);
	}

	@Scheduled(fixedDelay = 100, timeUnit = TimeUnit.MILLISECONDS)
	void runDue() {
		for (Trip trip = this.due.poll(); trip != null; trip = this.due.poll()) {
			this.search.search(trip);
		}
	}

}
