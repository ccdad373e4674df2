package dev.tracing.test.slice;

import dev.tracing.Traced;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
@Traced
class TripStore {

	private final JdbcClient jdbc;

	TripStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public int count() {
		return this.jdbc.sql("select 42").query(Integer.class).single();
	}

}
