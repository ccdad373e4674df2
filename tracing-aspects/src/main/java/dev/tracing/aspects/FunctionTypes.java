package dev.tracing.aspects;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * The types of functions that streams take, each with its wrapper. Immutable.
 */
@SuppressWarnings({ "rawtypes", "unchecked" })
final class FunctionTypes {

	private final Map<Class<?>, BiFunction<GivenFunction, Object, Object>> wrappers = new HashMap<>();

	FunctionTypes() {
		addObjectFunctions();
		addIntFunctions();
		addLongFunctions();
		addDoubleFunctions();
	}

	/**
	 * Wraps an argument if it is declared as a function.
	 * @param type the type that the parameter declares
	 * @param argument the argument
	 * @param given what the function is given with
	 * @return the argument to be passed instead
	 */
	@Nullable Object wrap(Class<?> type, @Nullable Object argument, GivenFunction given) {
		BiFunction<GivenFunction, Object, Object> wrapper = this.wrappers.get(type);
		return (wrapper != null && argument != null) ? wrapper.apply(given, argument) : argument;
	}

	private void addObjectFunctions() {
		add(Function.class, ObjectFunctions::function);
		add(UnaryOperator.class, ObjectFunctions::unaryOperator);
		add(BiFunction.class, ObjectFunctions::biFunction);
		add(BinaryOperator.class, ObjectFunctions::binaryOperator);
		add(Predicate.class, ObjectFunctions::predicate);
		add(Consumer.class, ObjectFunctions::consumer);
		add(BiConsumer.class, ObjectFunctions::biConsumer);
		add(Supplier.class, ObjectFunctions::supplier);
		add(Comparator.class, ObjectFunctions::comparator);
		add(ToIntFunction.class, ObjectFunctions::toIntFunction);
		add(ToLongFunction.class, ObjectFunctions::toLongFunction);
		add(ToDoubleFunction.class, ObjectFunctions::toDoubleFunction);
		add(Collector.class, GivenCollector::new);
	}

	private void addIntFunctions() {
		add(IntFunction.class, IntFunctions::function);
		add(IntPredicate.class, IntFunctions::predicate);
		add(IntConsumer.class, IntFunctions::consumer);
		add(IntSupplier.class, IntFunctions::supplier);
		add(IntUnaryOperator.class, IntFunctions::unaryOperator);
		add(IntBinaryOperator.class, IntFunctions::binaryOperator);
		add(IntToLongFunction.class, IntFunctions::toLongFunction);
		add(IntToDoubleFunction.class, IntFunctions::toDoubleFunction);
		add(ObjIntConsumer.class, IntFunctions::objConsumer);
		add(IntStream.IntMapMultiConsumer.class, IntFunctions::mapMultiConsumer);
	}

	private void addLongFunctions() {
		add(LongFunction.class, LongFunctions::function);
		add(LongPredicate.class, LongFunctions::predicate);
		add(LongConsumer.class, LongFunctions::consumer);
		add(LongSupplier.class, LongFunctions::supplier);
		add(LongUnaryOperator.class, LongFunctions::unaryOperator);
		add(LongBinaryOperator.class, LongFunctions::binaryOperator);
		add(LongToIntFunction.class, LongFunctions::toIntFunction);
		add(LongToDoubleFunction.class, LongFunctions::toDoubleFunction);
		add(ObjLongConsumer.class, LongFunctions::objConsumer);
		add(LongStream.LongMapMultiConsumer.class, LongFunctions::mapMultiConsumer);
	}

	private void addDoubleFunctions() {
		add(DoubleFunction.class, DoubleFunctions::function);
		add(DoublePredicate.class, DoubleFunctions::predicate);
		add(DoubleConsumer.class, DoubleFunctions::consumer);
		add(DoubleSupplier.class, DoubleFunctions::supplier);
		add(DoubleUnaryOperator.class, DoubleFunctions::unaryOperator);
		add(DoubleBinaryOperator.class, DoubleFunctions::binaryOperator);
		add(DoubleToIntFunction.class, DoubleFunctions::toIntFunction);
		add(DoubleToLongFunction.class, DoubleFunctions::toLongFunction);
		add(ObjDoubleConsumer.class, DoubleFunctions::objConsumer);
		add(DoubleStream.DoubleMapMultiConsumer.class, DoubleFunctions::mapMultiConsumer);
	}

	private <F> void add(Class<F> type, BiFunction<GivenFunction, F, F> wrapper) {
		this.wrappers.put(type, (BiFunction) wrapper);
	}

}
