package dev.tracing.aspects;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.DoubleStream;

import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Wrappers of the functions of {@code double}s: each calls the function as one that was
 * given away.
 */
final class DoubleFunctions {

	private DoubleFunctions() {
	}

	static <R extends @Nullable Object> DoubleFunction<R> function(GivenFunction given, DoubleFunction<R> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.apply(value);
			}
		};
	}

	static DoublePredicate predicate(GivenFunction given, DoublePredicate function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.test(value);
			}
		};
	}

	static DoubleConsumer consumer(GivenFunction given, DoubleConsumer function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				function.accept(value);
			}
		};
	}

	static DoubleSupplier supplier(GivenFunction given, DoubleSupplier function) {
		return () -> {
			try (Scope scope = given.enter()) {
				return function.getAsDouble();
			}
		};
	}

	static DoubleUnaryOperator unaryOperator(GivenFunction given, DoubleUnaryOperator function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsDouble(value);
			}
		};
	}

	static DoubleBinaryOperator binaryOperator(GivenFunction given, DoubleBinaryOperator function) {
		return (first, second) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsDouble(first, second);
			}
		};
	}

	static DoubleToIntFunction toIntFunction(GivenFunction given, DoubleToIntFunction function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsInt(value);
			}
		};
	}

	static DoubleToLongFunction toLongFunction(GivenFunction given, DoubleToLongFunction function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsLong(value);
			}
		};
	}

	static <T extends @Nullable Object> ObjDoubleConsumer<T> objConsumer(GivenFunction given,
			ObjDoubleConsumer<T> function) {
		return (object, value) -> {
			try (Scope scope = given.enter()) {
				function.accept(object, value);
			}
		};
	}

	static DoubleStream.DoubleMapMultiConsumer mapMultiConsumer(GivenFunction given,
			DoubleStream.DoubleMapMultiConsumer function) {
		return (value, sink) -> {
			try (Scope scope = given.enter()) {
				function.accept(value, sink);
			}
		};
	}

}
