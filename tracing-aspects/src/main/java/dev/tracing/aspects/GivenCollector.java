package dev.tracing.aspects;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;

import org.jspecify.annotations.Nullable;

/**
 * A collector whose functions are called as given ones. It asks the collector that it
 * wraps for no more than it is asked for: one without a finishing step may have none.
 *
 * @param <T> the type of the elements
 * @param <A> the type of the container
 * @param <R> the type of the result
 */
record GivenCollector<T extends @Nullable Object, A extends @Nullable Object, R extends @Nullable Object>(
		GivenFunction given, Collector<T, A, R> collector) implements Collector<T, A, R> {

	@Override
	public Supplier<A> supplier() {
		return ObjectFunctions.supplier(this.given, this.collector.supplier());
	}

	@Override
	public BiConsumer<A, T> accumulator() {
		return ObjectFunctions.biConsumer(this.given, this.collector.accumulator());
	}

	@Override
	public BinaryOperator<A> combiner() {
		return ObjectFunctions.binaryOperator(this.given, this.collector.combiner());
	}

	@Override
	public Function<A, R> finisher() {
		return ObjectFunctions.function(this.given, this.collector.finisher());
	}

	@Override
	public Set<Characteristics> characteristics() {
		return this.collector.characteristics();
	}

}
