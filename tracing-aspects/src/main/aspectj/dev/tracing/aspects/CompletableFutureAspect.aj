package dev.tracing.aspects;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tracing.context.HandOff;
import dev.tracing.context.TaskPropagation;
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
public aspect CompletableFutureAspect {

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

	// null is for the future to refuse

	private Supplier task(Supplier task) {
		TaskPropagation propagation = HandOffs.active();
		if (propagation == null || task == null) {
			return task;
		}
		HandOff handOff = propagation.capture();
		return () -> {
			try (Scope scope = handOff.open()) {
				return task.get();
			}
		};
	}

	private Runnable task(Runnable task) {
		TaskPropagation propagation = HandOffs.active();
		return (propagation != null && task != null) ? propagation.wrap(task) : task;
	}

	private Function continuation(Function function) {
		GivenFunction given = given(function);
		return (given != null) ? ObjectFunctions.function(given, function) : function;
	}

	private BiFunction continuation(BiFunction function) {
		GivenFunction given = given(function);
		return (given != null) ? ObjectFunctions.biFunction(given, function) : function;
	}

	private Consumer continuation(Consumer function) {
		GivenFunction given = given(function);
		return (given != null) ? ObjectFunctions.consumer(given, function) : function;
	}

	private BiConsumer continuation(BiConsumer function) {
		GivenFunction given = given(function);
		return (given != null) ? ObjectFunctions.biConsumer(given, function) : function;
	}

	private Runnable continuation(Runnable function) {
		GivenFunction given = given(function);
		return (given != null) ? ObjectFunctions.runnable(given, function) : function;
	}

	private static GivenFunction given(Object function) {
		TaskPropagation propagation = HandOffs.active();
		return (propagation != null && function != null) ? new GivenFunction(propagation.captureForFunction()) : null;
	}

}
