package dev.tracing.soak;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.tracing.Traced;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers of WebFlux, one for each thing that they may return.
 */
@RestController
class WebFluxHandlers {

	private final Runner runner;

	private final Leaf leaf;

	private final ReactiveLeaf reactive;

	WebFluxHandlers(Runner runner, Leaf leaf, ReactiveLeaf reactive) {
		this.runner = runner;
		this.leaf = leaf;
		this.reactive = reactive;
	}

	@GetMapping("/inner/{id}")
	Mono<String> inner(@PathVariable String id) {
		return Mono.fromCallable(() -> this.leaf.work(id));
	}

	@GetMapping("/plain/{id}")
	String plain(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.run(id, run);
	}

	@Traced
	@GetMapping("/traced/{id}")
	public String traced(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.run(id, run);
	}

	@GetMapping("/future/{id}")
	CompletableFuture<String> future(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.async(id, run);
	}

	@GetMapping("/mono/{id}")
	Mono<String> mono(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.flux(id, run).last();
	}

	@Traced
	@GetMapping("/traced-zip/{id}")
	public Mono<String> tracedZip(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.zip(id, run);
	}

	@Traced
	@GetMapping(path = "/traced-events/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	public Flux<String> tracedEvents(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.flux(id, run);
	}

	@GetMapping(path = "/stream/{id}", produces = MediaType.APPLICATION_NDJSON_VALUE)
	Flux<String> stream(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.flux(id, run).map((text) -> text + "\n");
	}

	@Traced
	@GetMapping("/handled/{id}")
	public Mono<String> handled(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.flux(id, run).then(Mono.error(() -> new UnsupportedOperationException(id)));
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.GONE)
	Mono<String> handle(UnsupportedOperationException ex) {
		return this.reactive.mono(String.valueOf(ex.getMessage()));
	}

	@Traced
	@GetMapping(path = "/endless/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	public Flux<String> endless(@PathVariable String id) {
		return Flux.range(0, Integer.MAX_VALUE).concatMap((i) -> this.reactive.mono(id));
	}

}
