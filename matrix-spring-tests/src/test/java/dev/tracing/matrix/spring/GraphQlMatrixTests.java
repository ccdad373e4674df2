package dev.tracing.matrix.spring;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.client.RestClient;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring for GraphQL, whose requests and fields are spans of its own, on Spring MVC.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GraphQlMatrixTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RecordedTraces traces;

	@Test
	void g3_fieldsByAFutureAreSiblings() {
		assertThat(query("trips { byFuture }")).hasTree("""
				http post /graphql (server)
				├─ secured request
				│  ├─ graphql field byFuture ×5
				│  │  └─ Leaf.async
				│  └─ …
				└─ …
				""");
	}

	@Test
	void g3_fieldsByAMonoAreSiblings() {
		assertThat(query("trips { byMono }")).hasTree("""
				http post /graphql (server)
				├─ secured request
				│  ├─ graphql field byMono ×5
				│  │  └─ Leaf.mono
				│  └─ …
				└─ …
				""");
	}

	@Test
	void g3_leavesOfABatchLoaderAreSiblings() {
		assertThat(query("trips { byLoader }")).hasTree("""
				http post /graphql (server)
				├─ secured request
				│  ├─ graphql query
				│  │  └─ Leaf.mono ×5
				│  └─ …
				└─ …
				""");
	}

	private Trace query(String fields) {
		String answer = RestClient.create("http://localhost:" + this.port)
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"query\": \"{ " + fields + " }\"}")
			.retrieve()
			.body(String.class);
		assertThat(answer).contains("worked").doesNotContain("errors");
		return this.traces.awaitOne();
	}

	record Trip(int number) {
	}

	@Controller
	static class Trips {

		private final Leaf leaf;

		Trips(Leaf leaf) {
			this.leaf = leaf;
		}

		@QueryMapping
		@Traced
		List<Trip> trips() {
			return IntStream.range(0, 5).mapToObj(Trip::new).toList();
		}

		@SchemaMapping
		CompletableFuture<String> byFuture(Trip trip) {
			return this.leaf.async();
		}

		@SchemaMapping
		Mono<String> byMono(Trip trip) {
			return this.leaf.mono();
		}

		@BatchMapping
		Flux<String> byLoader(List<Trip> trips) {
			return Flux.fromIterable(trips).flatMapSequential((trip) -> this.leaf.mono());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Leaf.class, Trips.class })
	static class Application {

		@Bean
		SecurityFilterChain open(HttpSecurity security) throws Exception {
			return security.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
