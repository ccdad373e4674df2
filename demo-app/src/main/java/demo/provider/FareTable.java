package demo.provider;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The providers' fares and the routes they travel, in the database.
 */
@Repository
class FareTable {

	private final JdbcClient jdbc;

	FareTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Fare> find(String provider, String from, String to) {
		return this.jdbc.sql("""
				select provider, cast(base_price + price_per_km * km as numeric(8, 2)) as price,
					minutes_before_departure + round(60.0 * km / km_per_hour) as minutes
				from fare cross join route
				where provider = :provider and (:from, :to) in ((origin, destination), (destination, origin))
				""").param("provider", provider).param("from", from).param("to", to).query(Fare.class).optional();
	}

}
