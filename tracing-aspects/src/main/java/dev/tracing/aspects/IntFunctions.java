package dev.tracing.aspects;

import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Wrappers of the functions of {@code int}s: each calls the function as one that was
 * given away.
 */
final class IntFunctions {

	private IntFunctions() {
	}

	static <R extends @Nullable Object> IntFunction<R> function(GivenFunction given, IntFunction<R> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.apply(value);
			}
		};
	}

	static IntPredicate predicate(GivenFunction given, IntPredicate function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.test(value);
			}
		};
	}

	static IntConsumer consumer(GivenFunction given, IntConsumer function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				function.accept(value);
			}
		};
	}

	static IntSupplier supplier(GivenFunction given, IntSupplier function) {
		return () -> {
			try (Scope scope = given.enter()) {
				return function.getAsInt();
			}
		};
	}

	static IntUnaryOperator unaryOperator(GivenFunction given, IntUnaryOperator function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsInt(value);
			}
		};
	}

	static IntBinaryOperator binaryOperator(GivenFunction given, IntBinaryOperator function) {
		return (first, second) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsInt(first, second);
			}
		};
	}

	static IntToLongFunction toLongFunction(GivenFunction given, IntToLongFunction function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsLong(value);
			}
		};
	}

	static IntToDoubleFunction toDoubleFunction(GivenFunction given, IntToDoubleFunction function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsDouble(value);
			}
		};
	}

	static <T extends @Nullable Object> ObjIntConsumer<T> objConsumer(GivenFunction given, ObjIntConsumer<T> function) {
		return (object, value) -> {
			try (Scope scope = given.enter()) {
				function.accept(object, value);
			}
		};
	}

	static IntStream.IntMapMultiConsumer mapMultiConsumer(GivenFunction given, IntStream.IntMapMultiConsumer function) {
		return (value, sink) -> {
			try (Scope scope = given.enter()) {
				function.accept(value, sink);
			}
		};
	}

}
