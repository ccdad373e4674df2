package dev.tracing.context;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

/**
 * Contexts to be told apart, and threads to look at them from.
 */
final class Contexts {

	private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

	private Contexts() {
	}

	/**
	 * A context whose span has the given number as its id, and does not record.
	 */
	static Context numbered(int number) {
		return Context.root()
			.with(Span
				.wrap(SpanContext.create(TRACE_ID, spanId(number), TraceFlags.getSampled(), TraceState.getDefault())));
	}

	static String spanId(int number) {
		return String.format("%016x", number);
	}

	/**
	 * What a call returns that is made on a new platform thread.
	 */
	static <T> T onNewThread(Callable<T> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		new Thread(completing(result, call)).start();
		return await(result);
	}

	static <T> Runnable completing(CompletableFuture<T> result, Callable<T> call) {
		return () -> {
			try {
				result.complete(call.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		};
	}

	static <T> T await(java.util.concurrent.Future<T> result) {
		try {
			return result.get(10, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
