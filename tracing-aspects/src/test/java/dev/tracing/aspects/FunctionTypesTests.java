package dev.tracing.aspects;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.BaseStream;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.tracing.context.TaskPropagation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionTypesTests {

	private static final ContextKey<String> KEY = ContextKey.named("key");

	/**
	 * What streams take that is called on the caller's thread, or not at all, and
	 * gatherers, which cannot be wrapped without their noticing.
	 */
	private static final Set<String> NOT_CALLED_ELSEWHERE = Set.of("java.lang.Runnable", "java.util.stream.Gatherer");

	private final FunctionTypes types = new FunctionTypes();

	private final TaskPropagation propagation = new TaskPropagation();

	@ParameterizedTest
	@ValueSource(classes = { Stream.class, IntStream.class, LongStream.class, DoubleStream.class })
	void everyFunctionThatAStreamOfThisJdkTakesIsKnown(Class<?> streamType) {
		assertThat(Arrays.stream(streamType.getMethods())
			.flatMap((method) -> Arrays.stream(method.getParameterTypes()))
			.filter((type) -> type.isInterface() && !BaseStream.class.isAssignableFrom(type)
					&& !NOT_CALLED_ELSEWHERE.contains(type.getName()))
			.distinct()).isNotEmpty().allSatisfy((type) -> {
				Object function = function(type);
				Object wrapped = wrap(type, function);
				assertThat(wrapped).isInstanceOf(type).isNotSameAs(function);
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { Stream.class, IntStream.class, LongStream.class, DoubleStream.class })
	void everyFunctionIsCalledWithWhatItWasGivenAwayWith(Class<?> streamType) throws Exception {
		List<Class<?>> types = Arrays.stream(streamType.getMethods())
			.<Class<?>>flatMap((method) -> Arrays.stream(method.getParameterTypes()))
			.filter((type) -> type.isInterface() && !BaseStream.class.isAssignableFrom(type) && type != Collector.class
					&& !NOT_CALLED_ELSEWHERE.contains(type.getName()))
			.distinct()
			.toList();
		for (Class<?> type : types) {
			Method method = single(type);
			Object[] seen = new Object[1];
			Object function = java.lang.reflect.Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, called, arguments) -> {
						seen[0] = Context.current().get(KEY);
						return zero(called.getReturnType());
					});
			Object wrapped;
			try (Scope scope = Context.current().with(KEY, "given").makeCurrent()) {
				wrapped = wrap(type, function);
			}
			method.setAccessible(true);
			method.invoke(wrapped, Arrays.stream(method.getParameterTypes()).map(FunctionTypesTests::zero).toArray());
			assertThat(seen[0]).as(type.getName()).isEqualTo("given");
		}
	}

	@Test
	void collectorIsAskedForNoMoreThanItsUserAsksFor() {
		Collector<Object, ?, List<Object>> withoutFinish = new Collector<Object, List<Object>, List<Object>>() {

			@Override
			public java.util.function.Supplier<List<Object>> supplier() {
				return java.util.ArrayList::new;
			}

			@Override
			public java.util.function.BiConsumer<List<Object>, Object> accumulator() {
				return List::add;
			}

			@Override
			public java.util.function.BinaryOperator<List<Object>> combiner() {
				return (first, second) -> {
					first.addAll(second);
					return first;
				};
			}

			@Override
			public Function<List<Object>, List<Object>> finisher() {
				throw new UnsupportedOperationException();
			}

			@Override
			public Set<Characteristics> characteristics() {
				return Set.of(Characteristics.IDENTITY_FINISH);
			}

		};
		@SuppressWarnings("unchecked")
		Collector<Object, ?, List<Object>> wrapped = (Collector<Object, ?, List<Object>>) wrap(Collector.class,
				withoutFinish);
		assertThat(Stream.<Object>of(1, 2, 3).parallel().collect(wrapped)).containsExactly(1, 2, 3);
	}

	@Test
	void otherArgumentsAndNullStayAsTheyAre() {
		Function<Object, Object> function = (value) -> value;
		assertThat(wrap(Object.class, function)).isSameAs(function);
		assertThat(wrap(Function.class, null)).isNull();
	}

	private Object wrap(Class<?> type, Object argument) {
		return this.types.wrap(type, argument, new GivenFunction(this.propagation.captureForFunction()));
	}

	private static Object function(Class<?> type) {
		if (type == Collector.class) {
			return Collectors.toList();
		}
		return java.lang.reflect.Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> zero(method.getReturnType()));
	}

	private static Method single(Class<?> type) {
		return Arrays.stream(type.getMethods())
			.filter((method) -> Modifier.isAbstract(method.getModifiers()) && !method.getName().equals("equals"))
			.findFirst()
			.orElseThrow();
	}

	private static Object zero(Class<?> type) {
		if (type == boolean.class) {
			return false;
		}
		if (type == int.class) {
			return 0;
		}
		if (type == long.class) {
			return 0L;
		}
		return (type == double.class) ? (Object) 0.0 : null;
	}

}
