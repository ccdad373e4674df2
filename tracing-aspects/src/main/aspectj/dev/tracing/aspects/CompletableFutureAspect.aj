package dev.tracing.aspects;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tracing.context.HandOff;
import io.opentelemetry.context.Scope;

/**
 * Has the functions of futures run with the context of the code that attached them,
 * whoever completes the future and whenever.
 *
 * <p>
 * What {@code supplyAsync} and {@code runAsync} are given is a task. A continuation is a
 * part of whatever task completes its future.
 *
 * @since 0.1.0
 */
@SuppressWarnings({ "rawtypes", "unchecked" })
public aspect CompletableFutureAspect extends HandOffAspect {

	Object around(Supplier task) : ApplicationCode.here() && args(task, ..)
			&& call(* CompletableFuture+.*Async(Supplier, ..)) {
		return proceed(task(task));
	}

	Object around(Runnable task) : ApplicationCode.here() && args(task, ..)
			&& call(* CompletableFuture+.runAsync(Runnable, ..)) {
		return proceed(task(task));
	}

	Object around(Function function) : ApplicationCode.here() && args(function, ..)
			&& call(* CompletionStage+.*(Function, ..)) {
		return proceed(continuation(function));
	}

	Object around(Function function) : ApplicationCode.here() && args(*, function, ..)
			&& call(* CompletionStage+.*(CompletionStage, Function, ..)) {
		return proceed(continuation(function));
	}

	Object around(BiFunction function) : ApplicationCode.here() && args(function, ..)
			&& call(* CompletionStage+.*(BiFunction, ..)) {
		return proceed(continuation(function));
	}

	Object around(BiFunction function) : ApplicationCode.here() && args(*, function, ..)
			&& call(* CompletionStage+.*(CompletionStage, BiFunction, ..)) {
		return proceed(continuation(function));
	}

	Object around(Consumer function) : ApplicationCode.here() && args(function, ..)
			&& call(* CompletionStage+.*(Consumer, ..)) {
		return proceed(continuation(function));
	}

	Object around(Consumer function) : ApplicationCode.here() && args(*, function, ..)
			&& call(* CompletionStage+.*(CompletionStage, Consumer, ..)) {
		return proceed(continuation(function));
	}

	Object around(BiConsumer function) : ApplicationCode.here() && args(function, ..)
			&& call(* CompletionStage+.*(BiConsumer, ..)) {
		return proceed(continuation(function));
	}

	Object around(BiConsumer function) : ApplicationCode.here() && args(*, function, ..)
			&& call(* CompletionStage+.*(CompletionStage, BiConsumer, ..)) {
		return proceed(continuation(function));
	}

	Object around(Runnable function) : ApplicationCode.here() && args(function, ..)
			&& call(* CompletionStage+.thenRun*(Runnable, ..)) {
		return proceed(continuation(function));
	}

	Object around(Runnable function) : ApplicationCode.here() && args(*, function, ..)
			&& call(* CompletionStage+.*(CompletionStage, Runnable, ..)) {
		return proceed(continuation(function));
	}

	private Supplier task(Supplier task) {
		if (task == null) {
			return null;
		}
		HandOff handOff = propagation().capture();
		return () -> {
			try (Scope scope = handOff.open()) {
				return task.get();
			}
		};
	}

	private Runnable task(Runnable task) {
		return (task != null) ? propagation().wrap(task) : null;
	}

	private Function continuation(Function function) {
		return (function != null) ? ObjectFunctions.function(given(), function) : null;
	}

	private BiFunction continuation(BiFunction function) {
		return (function != null) ? ObjectFunctions.biFunction(given(), function) : null;
	}

	private Consumer continuation(Consumer function) {
		return (function != null) ? ObjectFunctions.consumer(given(), function) : null;
	}

	private BiConsumer continuation(BiConsumer function) {
		return (function != null) ? ObjectFunctions.biConsumer(given(), function) : null;
	}

	private Runnable continuation(Runnable function) {
		return (function != null) ? ObjectFunctions.runnable(given(), function) : null;
	}

	private GivenFunction given() {
		return new GivenFunction(propagation().captureForFunction());
	}

}
