package dev.tracing.soak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.tracing.Tracing;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.scheduling.annotation.Async;

/**
 * Runs the constructs that a request names, in each way that a handler may want.
 */
class Runner {

	private final Tracing tracing;

	private final Map<String, Construct> constructs = new LinkedHashMap<>();

	private final Scheduler blocking = Schedulers.newBoundedElastic(48, Integer.MAX_VALUE, "blocking");

	Runner(Tracing tracing, List<Constructs> constructs) {
		this.tracing = tracing;
		constructs.stream()
			.flatMap((kind) -> kind.constructs().stream())
			.forEach((construct) -> this.constructs.put(construct.name(), construct));
	}

	List<Construct> constructs() {
		return List.copyOf(this.constructs.values());
	}

	/**
	 * One after another, on this thread.
	 */
	public String run(String request, List<String> names) {
		StringBuilder result = new StringBuilder();
		try {
			for (String name : names) {
				result.append(construct(name).run(this.tracing, request));
			}
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return result.toString();
	}

	/**
	 * One after another, on another thread.
	 */
	@Async("handlers")
	public CompletableFuture<String> async(String request, List<String> names) {
		return CompletableFuture.completedFuture(run(request, names));
	}

	/**
	 * One after another, when subscribed to.
	 */
	public Flux<String> flux(String request, List<String> names) {
		return Flux.fromIterable(names).concatMap((name) -> construct(name).mono(this.tracing, request, this.blocking));
	}

	/**
	 * All at once, when subscribed to.
	 */
	public Mono<String> zip(String request, List<String> names) {
		return Mono.zip(
				names.stream().map((name) -> construct(name).mono(this.tracing, request, this.blocking)).toList(),
				(results) -> "done");
	}

	private Construct construct(String name) {
		return this.constructs.get(name);
	}

}
