package dev.tracing.test.slice;

import dev.tracing.Traced;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

@Service
@Traced
class Trips {

	public String find(int id) {
		return "trip " + id;
	}

	public Mono<String> findReactively(int id) {
		return Mono.just("trip " + id);
	}

}
