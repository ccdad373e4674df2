package dev.tracing.benchmarks.call;

/**
 * A request: a call that makes ten others.
 */
public interface Request {

	/**
	 * How many leaves a request has.
	 */
	int LEAVES = 10;

	/**
	 * Handles a request.
	 * @param seed what the leaves work on
	 * @return what they made of it
	 */
	long handle(long seed);

}
