package demo.trip;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The clients and the thread pool of the travel search.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
@EnableScheduling
class TripConfiguration {

	// no default candidate, so that Spring Boot still makes its executor for @Async
	@Bean(defaultCandidate = false)
	ExecutorService quotePool() {
		return Executors.newFixedThreadPool(Provider.NAMES.size());
	}

	// lazy, because the providers' address is this server's own, known when it is up
	@Bean
	@Lazy
	RestClient restClient(RestClient.Builder builder, @Value("${trip.providers-url}") String url) {
		return builder.baseUrl(url).build();
	}

	@Bean
	@Lazy
	WebClient webClient(WebClient.Builder builder, @Value("${trip.providers-url}") String url) {
		return builder.baseUrl(url).build();
	}

}
