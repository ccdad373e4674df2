package dev.tracing.aspects;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ParallelCallsTests {

	private final ParallelCalls calls = new ParallelCalls();

	@Test
	void findsCallsInMethodsLambdasAndReferences() {
		assertThat(this.calls.get(Called.class)).isTrue();
		assertThat(this.calls.get(CalledInLambda.class)).isTrue();
		assertThat(this.calls.get(Referred.class)).isTrue();
	}

	@Test
	void findsNothingInAClassThatMakesNoStreamParallel() {
		assertThat(this.calls.get(Sequential.class)).isFalse();
	}

	@Test
	void expectsTheWorstOfAClassThatCannotBeRead() {
		Runnable madeAtRunTime = () -> {
		};
		assertThat(this.calls.get(madeAtRunTime.getClass())).isTrue();
	}

	static class Called {

		long sum() {
			return LongStream.range(0, 5).parallel().sum();
		}

	}

	static class CalledInLambda {

		UnaryOperator<IntStream> operator() {
			return (stream) -> stream.parallel();
		}

	}

	static class Referred {

		UnaryOperator<Stream<String>> operator() {
			return Stream::parallel;
		}

	}

	static class Sequential {

		long parallel() {
			return LongStream.range(0, 5).sum() + other();
		}

		long other() {
			return IntStream.of(1).sum();
		}

	}

}
