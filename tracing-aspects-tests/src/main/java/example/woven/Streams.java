package example.woven;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.tracing.Traced;

/**
 * Parallel streams, with a leaf in each kind of function.
 */
public class Streams {

	private static final List<Integer> FIVE = List.of(1, 2, 3, 4, 5);

	private final Leaf leaf = new Leaf();

	private final Leaf five = new Leaf(5);

	@Traced
	public List<String> ofACollection() {
		return FIVE.parallelStream().map((number) -> this.five.work()).toList();
	}

	@Traced
	public int ofARange() {
		return IntStream.range(0, 5).parallel().map((number) -> this.five.work().length()).sum();
	}

	@Traced
	public long madeParallelAfterwards() {
		return FIVE.stream()
			.map((number) -> this.five.work())
			.parallel()
			.filter((text) -> !text.isEmpty())
			.toList()
			.size();
	}

	@Traced
	public List<String> inACollector() {
		return FIVE.parallelStream().collect(Collectors.mapping((number) -> this.five.work(), Collectors.toList()));
	}

	@Traced
	public List<String> ofASource() {
		return Stream.generate(this.leaf::work).limit(5).parallel().toList();
	}

	@Traced
	public void nested() {
		Stream.of(1).parallel().flatMap((number) -> FIVE.stream().map((inner) -> this.leaf.work())).toList();
	}

	/**
	 * Calls each kind of function of a stream of objects once per element of five, but
	 * for those that are called as often as the stream likes.
	 */
	@Traced
	public void functionsOfObjects() {
		five().filter((number) -> leaf()).toList();
		five().mapToInt((number) -> one()).sum();
		five().mapToLong((number) -> one()).sum();
		five().mapToDouble((number) -> one()).sum();
		five().peek((number) -> leaf()).toList();
		five().flatMap((number) -> Stream.of(one())).toList();
		five().<Integer>mapMulti((number, sink) -> sink.accept(one())).toList();
		five().forEach((number) -> leaf());
		five().forEachOrdered((number) -> leaf());
		five().allMatch((number) -> leaf());
		five().reduce(0, (sum, number) -> one(), (first, second) -> second);
	}

	@Traced
	public void functionsOfNumbers() {
		ints().filter((number) -> leaf()).sum();
		ints().mapToObj((number) -> one()).toList();
		ints().mapToLong((number) -> one()).sum();
		ints().mapToDouble((number) -> one()).sum();
		ints().flatMap((number) -> IntStream.of(one())).sum();
		ints().mapMulti((number, sink) -> sink.accept(one())).sum();
		ints().forEach((number) -> leaf());
		ints().collect(AtomicInteger::new, (sum, number) -> sum.addAndGet(one()), (first, second) -> {
		});
		longs().map((number) -> one()).sum();
		longs().mapToInt((number) -> one()).sum();
		longs().mapToDouble((number) -> one()).sum();
		longs().mapToObj((number) -> one()).toList();
		longs().allMatch((number) -> leaf());
		doubles().map((number) -> one()).sum();
		doubles().mapToInt((number) -> one()).sum();
		doubles().mapToLong((number) -> one()).sum();
		doubles().mapToObj((number) -> one()).toList();
		doubles().forEach((number) -> leaf());
	}

	@Traced
	public Integer combine() {
		return five().reduce((first, second) -> {
			leaf();
			return first + second;
		}).orElseThrow();
	}

	@Traced
	public List<Integer> sort() {
		return five().sorted(Comparator.comparing((number) -> {
			leaf();
			return -number;
		})).toList();
	}

	@Traced
	public String[] array() {
		return five().map(String::valueOf).toArray((size) -> {
			leaf();
			return new String[size];
		});
	}

	public Stream<String> lazy(Function<Integer, String> function) {
		return FIVE.stream().map(function).parallel().sequential();
	}

	private static Stream<Integer> five() {
		return FIVE.parallelStream();
	}

	private static IntStream ints() {
		return IntStream.range(0, 5).parallel();
	}

	private static LongStream longs() {
		return LongStream.range(0, 5).parallel();
	}

	private static DoubleStream doubles() {
		return DoubleStream.of(1, 2, 3, 4, 5).parallel();
	}

	private boolean leaf() {
		this.leaf.quick();
		return true;
	}

	private int one() {
		this.leaf.quick();
		return 1;
	}

}
