package dev.tracing.soak;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import dev.tracing.Traced;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Async;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Handlers of Spring MVC, one for each thing that they may return.
 */
@RestController
class MvcHandlers implements ErrorController {

	private final Runner runner;

	private final Sender sender;

	private final Leaf leaf;

	private final ReactiveLeaf reactive;

	MvcHandlers(Runner runner, Sender sender, Leaf leaf, ReactiveLeaf reactive) {
		this.runner = runner;
		this.sender = sender;
		this.leaf = leaf;
		this.reactive = reactive;
	}

	@GetMapping("/inner/{id}")
	String inner(@PathVariable String id) {
		return this.leaf.work(id);
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

	@GetMapping("/callable/{id}")
	Callable<String> callable(@PathVariable String id, @RequestParam List<String> run) {
		return () -> this.runner.run(id, run);
	}

	@GetMapping("/task/{id}")
	WebAsyncTask<String> task(@PathVariable String id, @RequestParam List<String> run) {
		return new WebAsyncTask<>(null, (AsyncTaskExecutor) (task) -> new Thread(task, "task").start(),
				() -> this.runner.run(id, run));
	}

	@GetMapping("/deferred/{id}")
	DeferredResult<String> deferred(@PathVariable String id, @RequestParam List<String> run) {
		DeferredResult<String> result = new DeferredResult<>();
		this.runner.async(id, run).thenAccept(result::setResult);
		return result;
	}

	@GetMapping("/streamed/{id}")
	StreamingResponseBody streamed(@PathVariable String id, @RequestParam List<String> run) {
		return (body) -> {
			for (String name : run) {
				body.write(this.runner.run(id, List.of(name)).getBytes());
				body.flush();
			}
		};
	}

	@GetMapping("/emitter/{id}")
	SseEmitter emitter(@PathVariable String id, @RequestParam List<String> run) throws IOException {
		SseEmitter emitter = new SseEmitter();
		this.sender.send(emitter, id, run);
		return emitter;
	}

	@GetMapping("/future/{id}")
	CompletableFuture<String> future(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.async(id, run);
	}

	@Traced
	@GetMapping("/traced-future/{id}")
	public CompletableFuture<String> tracedFuture(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.async(id, run);
	}

	@GetMapping("/at-once/{id}")
	String atOnce(@PathVariable String id, @RequestParam List<String> run) throws Exception {
		return SpringTaskConstructs.await(run.stream().map((name) -> this.runner.async(id, List.of(name))).toList());
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

	@GetMapping(path = "/events/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> events(@PathVariable String id, @RequestParam List<String> run) {
		return this.runner.flux(id, run);
	}

	@Traced
	@GetMapping("/handled/{id}")
	public String handled(@PathVariable String id, @RequestParam List<String> run) {
		throw new UnsupportedOperationException(id + " " + this.runner.run(id, run));
	}

	@ExceptionHandler
	String handle(UnsupportedOperationException ex, HttpServletResponse response) {
		response.setStatus(410);
		return this.leaf.work(ex.getMessage().substring(0, ex.getMessage().indexOf(' ')));
	}

	@GetMapping("/failing/{id}")
	String failing(@PathVariable String id, @RequestParam List<String> run) {
		throw new IllegalStateException(this.runner.run(id, run));
	}

	@RequestMapping("/error")
	String error(@RequestAttribute(name = "jakarta.servlet.error.request_uri") String uri) {
		return this.leaf.work(uri.substring(uri.lastIndexOf('/') + 1));
	}

	@Traced
	@GetMapping(path = "/endless/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	public Flux<String> endless(@PathVariable String id) {
		return Flux.range(0, Integer.MAX_VALUE).concatMap((i) -> this.reactive.mono(id));
	}

	@GetMapping("/endless-emitter/{id}")
	SseEmitter endlessEmitter(@PathVariable String id) {
		SseEmitter emitter = new SseEmitter();
		this.sender.sendForEver(emitter, id);
		return emitter;
	}

	/**
	 * Sends in the background.
	 */
	static class Sender {

		private final Runner runner;

		private final Leaf leaf;

		Sender(Runner runner, Leaf leaf) {
			this.runner = runner;
			this.leaf = leaf;
		}

		@Async("handlers")
		public void send(SseEmitter emitter, String request, List<String> run) throws IOException {
			for (String name : run) {
				emitter.send(this.runner.run(request, List.of(name)));
			}
			emitter.complete();
		}

		@Async("handlers")
		public void sendForEver(SseEmitter emitter, String request) {
			try {
				while (true) {
					emitter.send(this.leaf.work(request));
				}
			}
			catch (IOException | IllegalStateException ex) {
				// the client has gone away
			}
		}

	}

}
