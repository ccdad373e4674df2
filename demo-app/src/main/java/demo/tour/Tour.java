package demo.tour;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import demo.trip.SavedSearches;
import demo.trip.Trip;
import demo.trip.TripSearch;
import dev.tracing.store.TraceListener;
import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ResponseStatusException;

/**
 * Runs constructs. The trace of a run is known by the reference of the trip that was
 * searched for.
 */
@Component
class Tour implements TraceListener {

	private static final AttributeKey<String> REFERENCE = AttributeKey.stringKey("trip.reference");

	private final Map<String, TripSearch> searches;

	private final SavedSearches savedSearches;

	private final Duration patience;

	private final AtomicLong runs = new AtomicLong();

	private final Map<String, CompletableFuture<Trace>> awaited = new ConcurrentHashMap<>();

	Tour(Map<String, TripSearch> searches, SavedSearches savedSearches, TraceRecorder recorder,
			@Value("${tour.patience}") Duration patience) {
		this.searches = searches;
		this.savedSearches = savedSearches;
		this.patience = patience;
		recorder.addListener(this);
	}

	/**
	 * Searches for a trip, and waits for the trace of that search.
	 * @param construct how to search
	 * @return the trace, finished
	 * @throws ResponseStatusException if none comes in time
	 */
	Trace run(Construct construct) {
		Trip trip = new Trip(construct.id() + "-" + this.runs.incrementAndGet(), "Lisbon", "Porto");
		CompletableFuture<Trace> trace = new CompletableFuture<>();
		this.awaited.put(trip.reference(), trace);
		try {
			search(construct, trip);
			return trace.get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
					"No trace came within " + this.patience.toMillis()
							+ " ms. Is tracing.enabled true, and management.tracing.sampling.probability 1?",
					ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "The application is stopping", ex);
		}
		finally {
			this.awaited.remove(trip.reference());
		}
	}

	private void search(Construct construct, Trip trip) {
		if (construct == Construct.SCHEDULED) {
			this.savedSearches.save(trip);
		}
		else {
			String bean = StringUtils.uncapitalize(construct.classes().get(0));
			this.searches.get(bean).search(trip);
		}
	}

	@Override
	public void finished(Trace trace, boolean again) {
		trace.spans()
			.stream()
			.map((span) -> span.attributes().get(REFERENCE))
			.filter(Objects::nonNull)
			.map(this.awaited::get)
			.filter(Objects::nonNull)
			.forEach((awaiting) -> awaiting.complete(trace));
	}

}
