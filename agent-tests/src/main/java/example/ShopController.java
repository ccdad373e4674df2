package example;

import java.util.concurrent.Callable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A path for each construct, in Spring MVC and in WebFlux alike.
 */
@RestController
class ShopController {

	private static final Logger logger = LoggerFactory.getLogger(ShopController.class);

	private final Search search;

	private final Provider provider;

	private final RestClient restClient;

	private final WebClient webClient;

	private final Threads threads;

	ShopController(Search search, Provider provider, RestClient restClient, WebClient webClient, Threads threads) {
		this.search = search;
		this.provider = provider;
		this.restClient = restClient;
		this.webClient = webClient;
		this.threads = threads;
	}

	@GetMapping("/async")
	void async() {
		logger.info("handler");
		this.search.async();
		logger.info("handled");
	}

	@GetMapping("/spring-pool")
	void springPool() {
		this.search.springPool();
	}

	@GetMapping("/boots-executor")
	void bootsExecutor() {
		this.search.bootsExecutor();
	}

	@GetMapping("/jdk-pool")
	void jdkPool() throws Exception {
		this.search.jdkPool();
	}

	@GetMapping("/futures")
	void futures() {
		this.search.futures();
	}

	@GetMapping("/common-pool")
	void commonPool() {
		this.search.commonPool();
	}

	@GetMapping("/monos")
	Mono<String> monos() {
		return this.search.monos();
	}

	@GetMapping("/fluxes")
	Flux<String> fluxes() {
		return this.search.fluxes();
	}

	@GetMapping("/threads")
	void threads() {
		this.search.threads();
	}

	@GetMapping("/virtual-threads")
	void virtualThreads() {
		this.search.virtualThreads();
	}

	@GetMapping("/observed")
	void observed() {
		this.search.observed();
	}

	@GetMapping("/annotated")
	void annotated() {
		this.search.annotated();
	}

	@GetMapping("/failing")
	String failing() {
		return this.search.failing();
	}

	@GetMapping("/error-page")
	void errorPage() {
		throw new IllegalStateException("to the error page");
	}

	@GetMapping("/callable")
	Callable<String> callable() {
		return this.provider::quote;
	}

	@GetMapping("/rest-client/{port}")
	String restClient(@PathVariable int port) {
		return this.restClient.get().uri(stored(port)).retrieve().body(String.class) + "";
	}

	@GetMapping("/web-client/{port}")
	Mono<String> webClient(@PathVariable int port) {
		return this.webClient.get().uri(stored(port)).retrieve().bodyToMono(String.class);
	}

	@GetMapping("/asked/{port}")
	String asked(@PathVariable int port) {
		return this.search.ask(() -> restClient(port));
	}

	@GetMapping("/leaking")
	void leaking() {
		this.provider.leak();
		this.provider.quote();
	}

	@GetMapping("/scoped")
	void scoped() {
		this.search.scoped();
	}

	@GetMapping("/own-executor")
	void ownExecutor() {
		this.search.ownExecutor();
	}

	@GetMapping("/stored")
	long stored() {
		return this.provider.stored();
	}

	@GetMapping("/clean")
	String clean() throws Exception {
		return this.threads.leftovers();
	}

	@GetMapping("/done/{id}")
	String done(@PathVariable String id) {
		return id;
	}

	private static String stored(int port) {
		return UriComponentsBuilder.fromUriString("http://localhost/stored").port(port).toUriString();
	}

}
