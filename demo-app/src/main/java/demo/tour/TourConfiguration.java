package demo.tour;

import java.time.Duration;

import dev.tracing.store.TraceLimits;
import dev.tracing.store.TraceRecorder;
import io.micrometer.observation.ObservationPredicate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Records the traces in memory, without the requests for the page and by the page, so
 * that a trace begins with the travel search.
 */
@Configuration(proxyBeanMethods = false)
class TourConfiguration {

	// as the starter's own, only that a trace is told sooner: somebody waits for it
	@Bean
	static TraceRecorder traceRecorder() {
		return new TraceRecorder(
				TraceLimits.defaults().withPeriods(Duration.ofMillis(50), TraceLimits.defaults().idlePeriod()));
	}

	@Bean
	ObservationPredicate onlyTheTravelSearch() {
		return (name, context) -> !(context instanceof ServerRequestObservationContext request)
				|| isTravelSearch(request.getCarrier().getRequestURI());
	}

	private static boolean isTravelSearch(String path) {
		return path.startsWith("/trips") || path.startsWith("/providers/");
	}

}
