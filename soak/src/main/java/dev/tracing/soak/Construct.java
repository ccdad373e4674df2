package dev.tracing.soak;

import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.tracing.Tracing;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A way to run work, and the tree that must come out below its span.
 */
final class Construct {

	private final String name;

	private final String tree;

	private final Function<String, Callable<?>> blocking;

	private final Function<String, Mono<?>> reactive;

	private final boolean blocks;

	private boolean unawaited;

	private Construct(String name, String tree, Function<String, Callable<?>> blocking,
			Function<String, Mono<?>> reactive, boolean blocks) {
		this.name = name;
		this.tree = tree;
		this.blocking = blocking;
		this.reactive = reactive;
		this.blocks = blocks;
	}

	/**
	 * A construct that blocks until its work is done.
	 * @param name the name of its span
	 * @param tree what is below, in which {@code $} is the request
	 * @param work the work
	 */
	static Construct blocking(String name, String tree, Blocking work) {
		return new Construct(name, tree, (request) -> () -> work.run(request), (request) -> Mono.fromCallable(() -> {
			work.run(request);
			return "done";
		}), true);
	}

	/**
	 * A construct that is a publisher.
	 * @param name the name of its span
	 * @param tree what is below, in which {@code $} is the request
	 * @param work the work
	 */
	static Construct reactive(String name, String tree, Function<String, Mono<?>> work) {
		return new Construct(name, tree, (request) -> () -> work.apply(request).block(), work, false);
	}

	/**
	 * The same, of which something may still run, or be about to, when the rest is done.
	 */
	Construct unawaited() {
		this.unawaited = true;
		return this;
	}

	boolean isUnawaited() {
		return this.unawaited;
	}

	String name() {
		return this.name;
	}

	/**
	 * The tree of a request.
	 */
	String tree(String request) {
		return this.name + "\n" + this.tree.replace("$", request).indent(2);
	}

	/**
	 * Does the work on this thread, which may be blocked.
	 */
	String run(Tracing tracing, String request) throws Exception {
		if (this.blocks) {
			Callable<?> work = this.blocking.apply(request);
			return String.valueOf(tracing.span(this.name).<Object, Exception>call(work::call));
		}
		return String.valueOf(mono(tracing, request).block());
	}

	/**
	 * Does the work when subscribed to.
	 * @param blocking where work that blocks is done
	 */
	Mono<String> mono(Tracing tracing, String request, Scheduler blocking) {
		Mono<String> mono = mono(tracing, request);
		return this.blocks ? mono.subscribeOn(blocking) : mono;
	}

	private Mono<String> mono(Tracing tracing, String request) {
		return tracing.span(this.name)
			.perSubscription(Mono.defer(() -> this.reactive.apply(request)).map(String::valueOf));
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Work that may block.
	 */
	interface Blocking {

		Object run(String request) throws Exception;

	}

}
