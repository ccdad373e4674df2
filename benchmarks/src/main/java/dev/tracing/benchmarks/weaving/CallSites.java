package dev.tracing.benchmarks.weaving;

import java.util.concurrent.CompletableFuture;

/**
 * Calls that weaving concerns.
 */
public interface CallSites {

	/** A task on the common pool, and its result. */
	int supplyAsync();

	/** A task that runs at once, on this thread. */
	int supplyAsyncHere();

	/** A continuation of a future that is complete. */
	int thenApply(CompletableFuture<Integer> complete);

	/** A million numbers, on this thread and the common pool. */
	int parallelStream();

	/** Ten thousand numbers, each of which takes some hundred nanoseconds. */
	int parallelWork();

	/** Ten numbers, in a class that makes streams parallel elsewhere. */
	int sequentialStream();

	/** Ten numbers, in a class that makes no stream parallel. */
	int sequentialStreamOnly();

	/** A method with {@code @Traced}. */
	int tracedMethod(int value);

}
