package dev.tracing.test.docs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The application that the tests of {@code docs/testing.md} test.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ TripController.class, TripSearch.class, Provider.class, Offers.class })
class TravelApplication {

	@Bean
	ExecutorService providerPool() {
		return Executors.newFixedThreadPool(5);
	}

}
