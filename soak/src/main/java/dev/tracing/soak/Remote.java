package dev.tracing.soak;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;
import reactor.core.publisher.Mono;

import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Async;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Leaves that call the application itself over the network, with each of Spring's
 * clients.
 */
class Remote {

	private final Environment environment;

	private final RestClient restClient;

	private final WebClient webClient;

	private final Inner inner;

	private final ReactiveInner reactiveInner;

	Remote(Environment environment, RestClient.Builder restClient, WebClient.Builder webClient) {
		this.environment = environment;
		this.restClient = restClient.build();
		this.webClient = webClient.build();
		this.inner = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(this.restClient))
			.build()
			.createClient(Inner.class);
		this.reactiveInner = HttpServiceProxyFactory.builderFor(WebClientAdapter.create(this.webClient))
			.build()
			.createClient(ReactiveInner.class);
	}

	@Traced
	public String restClient(@SpanAttribute("request") String request) {
		return String.valueOf(this.restClient.get().uri(uri(request)).retrieve().body(String.class));
	}

	@Async("outer")
	@Traced
	public CompletableFuture<String> asyncRestClient(@SpanAttribute("request") String request) {
		return CompletableFuture.completedFuture(this.restClient.get().uri(uri(request)).retrieve().body(String.class));
	}

	@Traced
	public String httpInterface(@SpanAttribute("request") String request) {
		return this.inner.get(uri(request));
	}

	@Traced
	public Mono<String> webClient(@SpanAttribute("request") String request) {
		return this.webClient.get().uri(uri(request)).retrieve().bodyToMono(String.class);
	}

	@Traced
	public Mono<String> reactiveHttpInterface(@SpanAttribute("request") String request) {
		return this.reactiveInner.get(uri(request));
	}

	private URI uri(String request) {
		return URI.create(
				"http://localhost:" + this.environment.getRequiredProperty("local.server.port") + "/inner/" + request);
	}

	interface Inner {

		@GetExchange
		String get(URI uri);

	}

	interface ReactiveInner {

		@GetExchange
		Mono<String> get(URI uri);

	}

	/**
	 * The ways to call them.
	 */
	static class Calls implements Constructs {

		private final Remote remote;

		Calls(Remote remote) {
			this.remote = remote;
		}

		@Override
		public List<Construct> constructs() {
			return List.of(Construct.blocking("RestClient", calls("restClient", 1), this.remote::restClient),
					Construct.blocking("RestClient at once", calls("asyncRestClient", 2), this::atOnce),
					Construct.blocking("HTTP interface", calls("httpInterface", 1), this.remote::httpInterface),
					Construct.reactive("WebClient", calls("webClient", 1), this.remote::webClient),
					Construct.reactive("WebClient at once", calls("webClient", 3),
							(request) -> ReactorConstructs.zip(() -> this.remote.webClient(request))),
					Construct.blocking("WebClient that is blocked for", calls("webClient", 1),
							(request) -> this.remote.webClient(request).block()),
					Construct.reactive("reactive HTTP interface", calls("reactiveHttpInterface", 1),
							this.remote::reactiveHttpInterface));
		}

		private Object atOnce(String request) throws Exception {
			return SpringTaskConstructs
				.await(List.of(this.remote.asyncRestClient(request), this.remote.asyncRestClient(request)));
		}

		private static String calls(String method, int times) {
			return """
					Remote.%s {request=$} ×%d
					  http get (client) [*]
					    http get /inner/{id} (server)
					      *.work {request=$}
					""".formatted(method, times);
		}

	}

}
