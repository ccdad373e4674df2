package demo.trip;

import java.util.List;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

/**
 * Asks all providers for a trip.
 */
public interface TripSearch {

	/**
	 * Asks all providers and ranks what they answer.
	 * @param trip the trip
	 * @return the offers, the best first
	 */
	@Traced("TripSearch.search")
	List<Offer> search(@SpanAttribute(value = "trip.reference", expression = "reference") Trip trip);

}
