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

	/** Ten thousand numbers, on this thread and the common pool. */
	int parallelStream();

	/** Ten numbers, in a class that makes streams parallel elsewhere. */
	int sequentialStream();

	/** A method with {@code @Traced}. */
	int tracedMethod(int value);

}
