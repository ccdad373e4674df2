package demo.trip;

import java.util.List;

import dev.tracing.Traced;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The offers that were made, in the database.
 */
@Service
class Offers {

	private static final String EUROS_PER_MINUTE = "0.20";

	private final JdbcClient jdbc;

	Offers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Traced
	@Transactional
	List<Offer> rank(Trip trip, List<Quote> quotes) {
		for (Quote quote : quotes) {
			this.jdbc.sql("insert into offer (trip, provider, price, minutes) values (?, ?, ?, ?)")
				.params(trip.reference(), quote.provider(), quote.price(), quote.minutes())
				.update();
		}
		return this.jdbc.sql("""
				select provider, price, minutes, price + minutes * cast(:rate as numeric(4, 2)) as cost
				from offer where trip = :trip order by cost
				""").param("rate", EUROS_PER_MINUTE).param("trip", trip.reference()).query(Offer.class).list();
	}

}
