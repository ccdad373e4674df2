package dev.tracing.aspects;

import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;

import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Wrappers of the functions of {@code long}s: each calls the function as one that was
 * given away.
 */
final class LongFunctions {

	private LongFunctions() {
	}

	static <R extends @Nullable Object> LongFunction<R> function(GivenFunction given, LongFunction<R> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.apply(value);
			}
		};
	}

	static LongPredicate predicate(GivenFunction given, LongPredicate function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.test(value);
			}
		};
	}

	static LongConsumer consumer(GivenFunction given, LongConsumer function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				function.accept(value);
			}
		};
	}

	static LongSupplier supplier(GivenFunction given, LongSupplier function) {
		return () -> {
			try (Scope scope = given.enter()) {
				return function.getAsLong();
			}
		};
	}

	static LongUnaryOperator unaryOperator(GivenFunction given, LongUnaryOperator function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsLong(value);
			}
		};
	}

	static LongBinaryOperator binaryOperator(GivenFunction given, LongBinaryOperator function) {
		return (first, second) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsLong(first, second);
			}
		};
	}

	static LongToIntFunction toIntFunction(GivenFunction given, LongToIntFunction function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsInt(value);
			}
		};
	}

	static LongToDoubleFunction toDoubleFunction(GivenFunction given, LongToDoubleFunction function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsDouble(value);
			}
		};
	}

	static <T extends @Nullable Object> ObjLongConsumer<T> objConsumer(GivenFunction given,
			ObjLongConsumer<T> function) {
		return (object, value) -> {
			try (Scope scope = given.enter()) {
				function.accept(object, value);
			}
		};
	}

	static LongStream.LongMapMultiConsumer mapMultiConsumer(GivenFunction given,
			LongStream.LongMapMultiConsumer function) {
		return (value, sink) -> {
			try (Scope scope = given.enter()) {
				function.accept(value, sink);
			}
		};
	}

}
