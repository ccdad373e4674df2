package dev.tracing.matrix;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

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
 * Leaves that call the endpoint {@code /inner} of the same application over the network,
 * with each of Spring's clients.
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
	public String restClient() {
		return String.valueOf(this.restClient.get().uri(uri()).retrieve().body(String.class));
	}

	@Async
	@Traced
	public CompletableFuture<String> asyncRestClient() {
		return CompletableFuture.completedFuture(restClient());
	}

	@Traced
	public Mono<String> webClient() {
		return this.webClient.get().uri(uri()).retrieve().bodyToMono(String.class);
	}

	/**
	 * Has a leaf to be done with before the request is sent.
	 */
	@Traced
	public Mono<String> filteredWebClient(Leaf leaf) {
		return this.webClient.mutate()
			.filter((request, next) -> leaf.mono().then(next.exchange(request)))
			.build()
			.get()
			.uri(uri())
			.retrieve()
			.bodyToMono(String.class);
	}

	/**
	 * Has a leaf to be done with before the request is sent.
	 */
	@Traced
	public String interceptedRestClient(Leaf leaf) {
		return String.valueOf(this.restClient.mutate().requestInterceptor((request, body, next) -> {
			leaf.work();
			return next.execute(request, body);
		}).build().get().uri(uri()).retrieve().body(String.class));
	}

	@Traced
	public String blockingWebClient() {
		return String.valueOf(webClient().block());
	}

	@Traced
	public String httpInterface() {
		return this.inner.get(uri());
	}

	@Async
	@Traced
	public CompletableFuture<String> asyncHttpInterface() {
		return CompletableFuture.completedFuture(httpInterface());
	}

	@Traced
	public Mono<String> reactiveHttpInterface() {
		return this.reactiveInner.get(uri());
	}

	private URI uri() {
		return URI.create("http://localhost:" + this.environment.getRequiredProperty("local.server.port") + "/inner");
	}

	interface Inner {

		@GetExchange
		String get(URI uri);

	}

	interface ReactiveInner {

		@GetExchange
		Mono<String> get(URI uri);

	}

}
