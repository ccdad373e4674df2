package example;

import java.util.List;
import java.util.stream.Stream;

import dev.tracing.test.RecordedTraces;
import example.woven.SequentialStreams;
import example.woven.Streams;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Row C7: parallel streams, and sequential ones.
 */
@WovenTest
class StreamsMatrixTests {

	private static final ContextKey<String> KEY = ContextKey.named("key");

	private final Streams streams = new Streams();

	@Autowired
	private RecordedTraces traces;

	@AfterEach
	void commonPoolHoldsNothing() {
		CommonPool.assertHoldsNothing();
	}

	@Test
	void c7_parallelStreamOfACollection() {
		assertThat(this.streams.ofACollection()).hasSize(5);
		assertFiveLeaves("Streams.ofACollection");
	}

	@Test
	void c7_parallelRange() {
		assertThat(this.streams.ofARange()).isEqualTo(30);
		assertFiveLeaves("Streams.ofARange");
	}

	@Test
	void c7_functionThatWasThereBeforeTheStreamBecameParallel() {
		assertThat(this.streams.madeParallelAfterwards()).isEqualTo(5);
		assertFiveLeaves("Streams.madeParallelAfterwards");
	}

	@Test
	void c7_functionInsideACollector() {
		assertThat(this.streams.inACollector()).hasSize(5);
		assertFiveLeaves("Streams.inACollector");
	}

	@Test
	void c7_functionThatIsTheSource() {
		assertThat(this.streams.ofASource()).hasSize(5);
		assertThat(this.traces.awaitOne()).hasTree("""
				Streams.ofASource
				└─ Leaf.work ×5..
				""");
	}

	@Test
	void c7_sequentialStreamInsideAParallelOne() {
		this.streams.nested();
		assertThat(this.traces.awaitOne()).hasTree("""
				Streams.nested
				└─ Leaf.work ×5
				""");
	}

	@Test
	void c7_eachKindOfFunctionOfObjects() {
		this.streams.functionsOfObjects();
		assertThat(this.traces.awaitOne()).hasTree("""
				Streams.functionsOfObjects
				└─ Leaf.quick ×55
				""");
	}

	@Test
	void c7_eachKindOfFunctionOfNumbers() {
		this.streams.functionsOfNumbers();
		assertThat(this.traces.awaitOne()).hasTree("""
				Streams.functionsOfNumbers
				└─ Leaf.quick ×90
				""");
	}

	@Test
	void c7_functionsThatCombineSortAndMakeArrays() {
		assertThat(this.streams.combine()).isEqualTo(15);
		assertThat(this.traces.awaitOne()).hasTree("""
				Streams.combine
				└─ Leaf.quick ×4
				""");
		assertThat(this.streams.sort()).containsExactly(5, 4, 3, 2, 1);
		assertThat(this.traces.awaitOne()).hasTree("""
				Streams.sort
				└─ Leaf.quick ×4..
				""");
		assertThat(this.streams.array()).hasSize(5);
		assertThat(this.traces.awaitOne()).hasTree("""
				Streams.array
				└─ Leaf.quick ×1..
				""");
	}

	@Test
	void sequentialStreamIsLeftAlone() {
		List<List<String>> stacks = new SequentialStreams().list(Stream.of(1, 2), (number) -> framesOfOurs());
		assertThat(stacks).allSatisfy((frames) -> assertThat(frames).isEmpty());
	}

	@Test
	void parallelStreamIsNot() {
		List<List<String>> stacks = new SequentialStreams().list(Stream.of(1, 2).parallel(),
				(number) -> framesOfOurs());
		assertThat(stacks).allSatisfy((frames) -> assertThat(frames).isNotEmpty());
	}

	@Test
	void streamThatIsSequentialInTheEndRunsWithWhatIsCurrentThen() {
		Stream<String> lazy = this.streams.lazy((number) -> Context.current().get(KEY));
		try (Scope scope = Context.current().with(KEY, "then").makeCurrent()) {
			assertThat(lazy.toList()).containsOnly("then");
		}
	}

	private static List<String> framesOfOurs() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
				.filter((name) -> name.startsWith("dev.tracing.aspects"))
				.toList());
	}

	private void assertFiveLeaves(String root) {
		assertThat(this.traces.awaitOne()).hasTree("""
				%s
				└─ Leaf.work ×5 ∥
				""".formatted(root));
	}

}
