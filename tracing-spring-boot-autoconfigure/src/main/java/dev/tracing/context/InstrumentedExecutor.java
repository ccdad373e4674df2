package dev.tracing.context;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * What became of an executor that was to carry context.
 *
 * @param executor the executor to be used from now on: the same, or one that wraps it
 * @param leftAloneBecause why the executor was left as it was, as the end of a sentence
 * that begins with its name; null if its tasks run with the context of their submitter
 * @since 0.1.0
 */
public record InstrumentedExecutor(Executor executor, @Nullable String leftAloneBecause) {

	static InstrumentedExecutor carrying(Executor executor) {
		return new InstrumentedExecutor(executor, null);
	}

	static InstrumentedExecutor leftAlone(Executor executor, String because) {
		return new InstrumentedExecutor(executor, because);
	}

}
