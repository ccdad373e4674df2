package dev.tracing.aspects;

import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Wrappers of the functions of objects: each calls the function as one that was given
 * away.
 */
final class ObjectFunctions {

	private ObjectFunctions() {
	}

	static <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> function(GivenFunction given,
			Function<T, R> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.apply(value);
			}
		};
	}

	static <T extends @Nullable Object> UnaryOperator<T> unaryOperator(GivenFunction given, UnaryOperator<T> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.apply(value);
			}
		};
	}

	static <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> BiFunction<T, U, R> biFunction(
			GivenFunction given, BiFunction<T, U, R> function) {
		return (first, second) -> {
			try (Scope scope = given.enter()) {
				return function.apply(first, second);
			}
		};
	}

	static <T extends @Nullable Object> BinaryOperator<T> binaryOperator(GivenFunction given,
			BinaryOperator<T> function) {
		return (first, second) -> {
			try (Scope scope = given.enter()) {
				return function.apply(first, second);
			}
		};
	}

	static <T extends @Nullable Object> Predicate<T> predicate(GivenFunction given, Predicate<T> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.test(value);
			}
		};
	}

	static <T extends @Nullable Object> Consumer<T> consumer(GivenFunction given, Consumer<T> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				function.accept(value);
			}
		};
	}

	static <T extends @Nullable Object, U extends @Nullable Object> BiConsumer<T, U> biConsumer(GivenFunction given,
			BiConsumer<T, U> function) {
		return (first, second) -> {
			try (Scope scope = given.enter()) {
				function.accept(first, second);
			}
		};
	}

	static <T extends @Nullable Object> Supplier<T> supplier(GivenFunction given, Supplier<T> function) {
		return () -> {
			try (Scope scope = given.enter()) {
				return function.get();
			}
		};
	}

	static <T extends @Nullable Object> Comparator<T> comparator(GivenFunction given, Comparator<T> function) {
		return (first, second) -> {
			try (Scope scope = given.enter()) {
				return function.compare(first, second);
			}
		};
	}

	static <T extends @Nullable Object> ToIntFunction<T> toIntFunction(GivenFunction given, ToIntFunction<T> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsInt(value);
			}
		};
	}

	static <T extends @Nullable Object> ToLongFunction<T> toLongFunction(GivenFunction given,
			ToLongFunction<T> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsLong(value);
			}
		};
	}

	static <T extends @Nullable Object> ToDoubleFunction<T> toDoubleFunction(GivenFunction given,
			ToDoubleFunction<T> function) {
		return (value) -> {
			try (Scope scope = given.enter()) {
				return function.applyAsDouble(value);
			}
		};
	}

	static Runnable runnable(GivenFunction given, Runnable function) {
		return () -> {
			try (Scope scope = given.enter()) {
				function.run();
			}
		};
	}

}
